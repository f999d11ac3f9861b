/** Recipes for money that comes in: top-ups, transfers received, refunds. */
import { after } from './clock.ts'
import { availableOf, move, reservedOf, unclearedOf } from './ledger.ts'
import type { RefundTerms, Script } from './script.ts'
import type { Purse } from './told.ts'
import { bankLedger, payeeLedger, purseLedger, returnWay, script, step } from './told.ts'
import type { Why } from './fail.ts'

export type Incoming = {
  id: string
  at: Date
  amountMinor: number
  /** The bank or person it comes from. */
  with: string
  /** The method shown: the card topped up from, or the balance for a transfer received. */
  by: Purse
  into: string
  type: 'top_up' | 'transfer_in'
}

const sourceLedger = (told: Incoming) => (told.by.kind === 'card' ? bankLedger(told.by.bank) : payeeLedger(told.with))

/** Money on its way in: uncleared until `clearsAt`, then the customer's to spend. */
export const incoming = (told: Incoming, clearsAt: Date): Script =>
  script(told, [
    step('created', told.at, told.type === 'top_up' ? 'customer' : 'wallet'),
    step('processing', after(told.at, { s: 2 }), 'provider', {
      postings: move(sourceLedger(told), unclearedOf(told.into), told.amountMinor, told.by.currency),
      expectedBy: clearsAt,
    }),
    step('completed', clearsAt, 'provider', { postings: move(unclearedOf(told.into), availableOf(told.into), told.amountMinor, told.by.currency) }),
  ])

/** The same, there within seconds. */
export const received = (told: Incoming): Script => incoming(told, after(told.at, { s: 8 }))

/** Received, then contested by whoever sent it: the sum is on hold until the dispute is decided. */
export function receivedAndDisputed(told: Incoming, disputedAt: Date, decidedBy: Date): Script {
  const arrived = received(told)
  const contested = step('disputed', disputedAt, 'staff', {
    postings: move(availableOf(told.into), reservedOf(told.into), told.amountMinor, told.by.currency),
    place: 'on_hold',
    expectedBy: decidedBy,
  })
  return { ...arrived, steps: [...arrived.steps, contested], hold: { kind: 'dispute', accountId: told.into, merchant: null, expiresAt: null } }
}

/** The customer contests a payment of his own; the money stays with the merchant until it is decided. */
export const disputedByCustomer = (payment: Script, disputedAt: Date, decidedBy: Date): Script => ({
  ...payment,
  steps: [...payment.steps, step('disputed', disputedAt, 'customer', { expectedBy: decidedBy })],
})

export type RefundTold = {
  id: string
  at: Date
  amountMinor: number
  to: Purse
  destination: string
  initiatedBy: RefundTerms['initiatedBy']
  reference: string | null
  outcome: { kind: 'arrives'; at: Date } | { kind: 'fails'; at: Date; why: Why }
}

/**
 * A payment and its refunds. The payment becomes part_refunded or refunded when a refund is accepted, not when it
 * arrives; a refund that fails leaves it as it was.
 *
 * @returns the payment first, then one script a refund
 */
export function withRefunds(payment: Script, refunds: readonly RefundTold[]): Script[] {
  let refundedMinor = 0
  let status = 'completed'
  const steps = [...payment.steps]
  for (const refund of refunds) {
    if (refund.outcome.kind === 'fails') continue
    refundedMinor += refund.amountMinor
    const next = refundedMinor === payment.amountMinor ? 'refunded' : 'part_refunded'
    if (next !== status) steps.push(step(next, refund.at, 'merchant'))
    status = next
  }
  return [{ ...payment, steps }, ...refunds.map((refund) => refundScript(payment, refund))]
}

function refundScript(payment: Script, told: RefundTold): Script {
  const { currency, counterparty } = payment
  const way = returnWay(told.to)
  const { outcome } = told
  const last =
    outcome.kind === 'arrives'
      ? step('completed', outcome.at, 'provider', { postings: move(way, purseLedger(told.to), told.amountMinor, currency) })
      : step('failed', outcome.at, 'provider', {
          postings: move(way, payeeLedger(counterparty), told.amountMinor, currency),
          reason: outcome.why.reason,
          providerCode: outcome.why.code,
          place: 'with_payee',
        })
  return script(
    { id: told.id, at: told.at, amountMinor: told.amountMinor, with: counterparty, by: told.to, type: 'refund' },
    [
      step('created', told.at, 'merchant'),
      step('processing', after(told.at, { s: 5 }), 'wallet', {
        postings: move(payeeLedger(counterparty), way, told.amountMinor, currency),
        expectedBy: outcome.at,
      }),
      last,
    ],
    { parentId: payment.id, refund: { initiatedBy: told.initiatedBy, destination: told.destination, reference: told.reference } },
  )
}
