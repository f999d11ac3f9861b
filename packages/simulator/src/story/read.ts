/** Reading a story at one instant: scripts in, the connector's shapes out. Steps after `asOf` have not happened yet. */
import type { MoneyPlace, WalletHold, WalletRefund, WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { JournalEntry } from './ledger.ts'
import { reservedOf } from './ledger.ts'
import { placeOfStatus } from './money-place.ts'
import { orderNumber } from './order-number.ts'
import { CODES_OF_UNKNOWN_OUTCOME } from './reason-codes.ts'
import type { AccountHold, CustomerStory, Script, Step } from './script.ts'

export const iso = (at: Date) => at.toISOString()
const orNull = (at: Date | null | undefined) => (at ? iso(at) : null)

const happened = (script: Script, asOf: Date) => script.steps.filter((step) => step.at <= asOf)
type StatusStep = Step & { to: NonNullable<Step['to']> }
const hasStatus = (step: Step): step is StatusStep => step.to !== null

/** Every entry of a customer's books, holds on the account as a whole included, in order of time. */
export const journalOf = (story: CustomerStory): JournalEntry[] =>
  [
    ...story.scripts.flatMap((script) => script.steps.map(({ at, postings }) => ({ at, postings }))),
    ...story.accountHolds.map(({ placedAt, postings }) => ({ at: placedAt, postings })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime())

/** @returns null while nothing of it has happened */
export function transactionAt(story: CustomerStory, script: Script, asOf: Date, methodLabel: string): WalletTransaction | null {
  const steps = happened(script, asOf)
  const moves = steps.filter(hasStatus)
  const present = moves.at(-1)
  const first = moves[0]
  const latest = steps.at(-1)
  if (!present || !first || !latest) return null

  const refunds = refundsOf(story, script.id, asOf)
  const pending = refunds.find((refund) => refund.status === 'pending')
  const unknown = present.to === 'unknown' || CODES_OF_UNKNOWN_OUTCOME.includes(present.providerCode ?? '')
  const money = (amountMinor: number) => ({ amountMinor, currency: script.currency })
  return {
    id: script.id,
    orderNo: orderNumber(script.id, first.at, story.customer.timeZone),
    type: script.type,
    amount: money(script.amountMinor),
    fee: money(script.feeMinor),
    counterparty: script.counterparty,
    method: methodLabel,
    status: present.to,
    reason: present.reason ?? null,
    providerCode: present.providerCode ?? null,
    certainty: unknown ? 'unknown' : 'certain',
    moneyPlace: unknown ? 'unknown' : (latest.place ?? placeAfterRefunds(refunds) ?? placeOfStatus(present.to, script.type)),
    createdAt: iso(first.at),
    settledAt: orNull(moves.find((move) => move.to === 'completed')?.at),
    expectedBy: pending ? pending.expectedBy : orNull(latest.expectedBy),
    parentId: script.parentId,
    history: moves.map((move, index) => ({ from: moves[index - 1]?.to ?? null, to: move.to, at: iso(move.at), source: move.source })),
  }
}

/** Only a refund on its way changes what the parent's status already says. */
const placeAfterRefunds = (refunds: readonly WalletRefund[]): MoneyPlace | null => (refunds.some((refund) => refund.status === 'pending') ? 'returning' : null)

/** A hold is read off the postings: placed when the sum was reserved, released when it left the reserve. */
export function holdAt(script: Script, asOf: Date): WalletHold | null {
  const { hold } = script
  if (!hold) return null
  const reserved = (step: Step) =>
    step.postings.filter(({ ledger }) => ledger === reservedOf(hold.accountId)).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const placed = happened(script, asOf).find((step) => reserved(step) > 0)
  if (!placed) return null
  return {
    id: `H-${script.id}`,
    accountId: hold.accountId,
    transactionId: script.id,
    amount: { amountMinor: reserved(placed), currency: script.currency },
    kind: hold.kind,
    merchant: hold.merchant,
    placedAt: iso(placed.at),
    expiresAt: orNull(hold.expiresAt),
    releasedAt: orNull(happened(script, asOf).find((step) => reserved(step) < 0)?.at),
  }
}

export const accountHoldAt = (hold: AccountHold): WalletHold => ({
  id: hold.id,
  accountId: hold.terms.accountId,
  transactionId: null,
  amount: { amountMinor: hold.amountMinor, currency: hold.currency },
  kind: hold.terms.kind,
  merchant: hold.terms.merchant,
  placedAt: iso(hold.placedAt),
  expiresAt: orNull(hold.terms.expiresAt),
  releasedAt: null,
})

/** A refund is a transaction of its own; this is the same one told as a refund, under the same id. */
export function refundAt(script: Script, asOf: Date): WalletRefund | null {
  const { refund, parentId } = script
  const steps = happened(script, asOf).filter(hasStatus)
  const first = steps[0]
  const present = steps.at(-1)
  if (!refund || !parentId || !first || !present) return null
  const status = present.to === 'completed' || present.to === 'failed' ? present.to : 'pending'
  return {
    id: script.id,
    transactionId: parentId,
    amount: { amountMinor: script.amountMinor, currency: script.currency },
    status,
    destination: refund.destination,
    initiatedBy: refund.initiatedBy,
    initiatedAt: iso(first.at),
    expectedBy: status === 'pending' ? orNull(present.expectedBy ?? script.steps.at(-1)?.at) : null,
    arrivedAt: status === 'completed' ? iso(present.at) : null,
    reference: refund.reference,
  }
}

export const refundsOf = (story: CustomerStory, transactionId: string, asOf: Date): WalletRefund[] =>
  story.scripts.filter((script) => script.parentId === transactionId).flatMap((script) => refundAt(script, asOf) ?? [])
