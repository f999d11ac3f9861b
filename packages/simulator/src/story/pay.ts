/** Recipes for payments that went through, or wait for somebody. */
import { after } from './clock.ts'
import { reservedOf } from './ledger.ts'
import type { Script } from './script.ts'
import type { Told } from './told.ts'
import { heldAccount, release, reserve, script, step, toPayee } from './told.ts'

/** Taken from the purse and with the payee within seconds. */
export const paid = (told: Told): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('processing', after(told.at, { s: 1 }), 'wallet'),
    step('completed', after(told.at, { s: 4 }), 'provider', { postings: toPayee(told) }),
  ])

/** A merchant's authorisation: the sum is on hold until the merchant takes it or `expiresAt` lets it go. */
export const authorised = (told: Told, expiresAt: Date): Script =>
  script(
    told,
    [
      step('created', told.at, 'merchant'),
      step('authorised', after(told.at, { s: 3 }), 'provider', { postings: reserve(told), expectedBy: expiresAt }),
      step('reversed', expiresAt, 'wallet', { postings: release(told), place: 'returned' }),
    ],
    { hold: { kind: 'auth', accountId: heldAccount(told), merchant: told.with, expiresAt } },
  )

/** An authorisation that the merchant took: the hold became a payment. */
export const captured = (told: Told, capturedAt: Date, expiresAt: Date): Script =>
  script(
    told,
    [
      step('created', told.at, 'merchant'),
      step('authorised', after(told.at, { s: 3 }), 'provider', { postings: reserve(told), expectedBy: expiresAt }),
      step('completed', capturedAt, 'merchant', { postings: toPayee(told, reservedOf(heldAccount(told))) }),
    ],
    { hold: { kind: 'auth', accountId: heldAccount(told), merchant: told.with, expiresAt } },
  )

/** Sent off from the balance and on its way (withdrawal, transfer, remittance): held until it has arrived. */
export const onItsWay = (told: Told, arrivesAt: Date): Script =>
  script(
    told,
    [
      step('created', told.at, 'customer'),
      step('processing', after(told.at, { s: 2 }), 'wallet', { postings: reserve(told), expectedBy: arrivesAt }),
      step('completed', arrivesAt, 'provider', { postings: toPayee(told, reservedOf(heldAccount(told))) }),
    ],
    { hold: { kind: 'auth', accountId: heldAccount(told), merchant: null, expiresAt: null } },
  )

/** The same, arrived. */
export const arrived = (told: Told, arrivedAt: Date): Script => onItsWay(told, arrivedAt)

/** Stopped for review before it leaves. There is no end in sight that may be told. */
export const heldForReview = (told: Told, kind: 'risk' | 'legal', reason: 'compliance_hold' | 'risk_blocked', providerCode: string): Script =>
  script(
    told,
    [
      step('created', told.at, 'customer'),
      step('processing', after(told.at, { s: 2 }), 'wallet', { postings: reserve(told) }),
      step('held', after(told.at, { s: 9 }), 'wallet', { reason, providerCode }),
    ],
    { hold: { kind, accountId: heldAccount(told), merchant: null, expiresAt: null } },
  )

/** The bank does not say whether it charged. It answers at `answersAt`; until then nothing is sure. */
export const outcomeUnknown = (told: Told, providerCode: string, times: { expectedBy: Date; answersAt: Date }): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('processing', after(told.at, { s: 1 }), 'wallet'),
    step('unknown', after(told.at, { s: 6 }), 'provider', { reason: 'provider_unavailable', providerCode, expectedBy: times.expectedBy }),
    step('completed', times.answersAt, 'provider', { postings: toPayee(told) }),
  ])

/** Ordered and not paid yet; the merchant closes it at `closesAt`. */
export const ordered = (told: Told, closesAt: Date): Script =>
  script(told, [
    step('created', told.at, 'merchant', { expectedBy: closesAt }),
    step('cancelled', closesAt, 'merchant', { reason: 'order_closed', providerCode: 'ORDERCLOSED' }),
  ])

/** Waits for the customer to confirm on the phone; closed at `closesAt` if he does not. */
export const awaitingCustomer = (told: Told, providerCode: string, closesAt: Date): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('pending_user', after(told.at, { s: 2 }), 'provider', { reason: 'authentication_required', providerCode, expectedBy: closesAt }),
    step('cancelled', closesAt, 'merchant', { reason: 'order_closed', providerCode: 'ORDERCLOSED' }),
  ])
