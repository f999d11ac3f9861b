/** Recipes for payments that did not go through, or came back. */
import type { CanonicalReason } from '@yingda/protocol/wallet.ts'
import { after } from './clock.ts'
import { move, reservedOf } from './ledger.ts'
import type { Script } from './script.ts'
import type { Told } from './told.ts'
import { heldAccount, payeeLedger, purseLedger, release, reserve, returnWay, script, step, toPayee, total } from './told.ts'

export type Why = { reason: CanonicalReason; code: string }

/** Refused within seconds; no money moved. */
export const declined = (told: Told, why: Why): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('processing', after(told.at, { s: 1 }), 'wallet'),
    step('failed', after(told.at, { s: 3 }), 'provider', { reason: why.reason, providerCode: why.code }),
  ])

/** Refused only after a while in which the outcome was unknown; no money moved. */
export const declinedAfterDoubt = (told: Told, why: Why): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('processing', after(told.at, { s: 1 }), 'wallet'),
    step('unknown', after(told.at, { s: 6 }), 'provider', { reason: 'provider_unavailable', providerCode: 'SYSTEMERROR' }),
    step('failed', after(told.at, { s: 110 }), 'provider', { reason: why.reason, providerCode: why.code }),
  ])

/** Called off before it was paid. */
export const cancelled = (told: Told, at: Date, by: 'customer' | 'merchant', why: Why | null): Script =>
  script(told, [step('created', told.at, by), step('cancelled', at, by, why ? { reason: why.reason, providerCode: why.code } : {})])

/** Called off by the customer inside the window in which a transfer still can be. */
export const calledBack = (told: Told, at: Date): Script =>
  script(
    told,
    [
      step('created', told.at, 'customer'),
      step('processing', after(told.at, { s: 2 }), 'wallet', { postings: reserve(told) }),
      step('cancelled', at, 'customer', { postings: release(told) }),
    ],
    { hold: { kind: 'auth', accountId: heldAccount(told), merchant: null, expiresAt: null } },
  )

/** Taken, then taken back as if it had not been (a till that lost its answer). */
export const reversed = (told: Told, reversedAt: Date): Script =>
  script(told, [
    step('created', told.at, 'wallet'),
    step('processing', after(told.at, { s: 1 }), 'wallet'),
    step('completed', after(told.at, { s: 4 }), 'provider', { postings: toPayee(told) }),
    step('reversed', reversedAt, 'merchant', { postings: back(told) }),
  ])

/** Sent out and sent back by the other side: `returned` when the bank refuses it, in the purse again at `backAt`. */
export const bounced = (told: Told, why: Why, times: { returnedAt: Date; backAt: Date }): Script =>
  script(
    told,
    [
      step('created', told.at, 'customer'),
      step('processing', after(told.at, { s: 2 }), 'wallet', { postings: reserve(told) }),
      step('returned', times.returnedAt, 'provider', {
        postings: move(reservedOf(heldAccount(told)), returnWay(told.by), total(told), told.by.currency),
        reason: why.reason,
        providerCode: why.code,
        place: 'returning',
        expectedBy: times.backAt,
      }),
      step(null, times.backAt, 'wallet', {
        postings: move(returnWay(told.by), purseLedger(told.by), total(told), told.by.currency),
        place: 'returned',
      }),
    ],
    { hold: { kind: 'auth', accountId: heldAccount(told), merchant: null, expiresAt: null } },
  )

const back = (told: Told) => move(payeeLedger(told.with), purseLedger(told.by), told.amountMinor, told.by.currency)
