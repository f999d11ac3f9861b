/**
 * What a transaction says about where the customer's money is, as facts to be worded: nothing here is guessed, an
 * outcome the wallet does not know is never told as failed, and reasons that must not be told all look the same.
 */
import type { Money } from '@yingda/protocol/money.ts'
import type { Instant } from '@yingda/protocol/time.ts'
import { UNDISCLOSED_REASONS, type CanonicalReason, type TransactionType, type WalletTransaction } from '@yingda/protocol/wallet.ts'

export type WalletSituation =
  | 'unknown'
  | 'waits_for_customer'
  | 'not_charged'
  | 'cancelled'
  | 'not_charged_yet'
  | 'coming_in'
  | 'on_hold'
  | 'returning'
  | 'returned'
  | 'paid_out'
  | 'arrived'
  | 'disputed'

export type MoneyMove = 'payment' | 'transfer' | 'top_up' | 'withdrawal' | 'refund' | 'incoming' | 'other'

export type UndisclosedReason = 'risk_blocked' | 'lost_stolen' | 'compliance_hold' | 'issuer_declined'
export type DisclosedReason = Exclude<CanonicalReason, UndisclosedReason>

export type WalletStatement = {
  readonly transactionId: string
  readonly situation: WalletSituation
  readonly move: MoneyMove
  readonly amount: Money
  readonly counterparty: string
  readonly method: string
  /** When the wallet expects the next or final state; null = it says nothing. */
  readonly expectedBy: Instant | null
  /** That time has gone by without it. */
  readonly overdue: boolean
  readonly reason: DisclosedReason | 'undisclosed' | null
  /** A colleague must take it: the reason is one for a person, or the time the wallet gave has gone by. */
  readonly needsPerson: boolean
}

const MOVES: Readonly<Record<TransactionType, MoneyMove>> = {
  pay: 'payment',
  merchant_pay: 'payment',
  bill_pay: 'payment',
  transfer_out: 'transfer',
  remittance: 'transfer',
  transfer_in: 'incoming',
  top_up: 'top_up',
  withdraw: 'withdrawal',
  refund: 'refund',
  reversal: 'refund',
  adjustment: 'other',
  fee: 'other',
}
const INCOMING: readonly MoneyMove[] = ['top_up', 'incoming', 'refund']

export function walletStatement(transaction: WalletTransaction, nowMs: number): WalletStatement {
  const move = MOVES[transaction.type]
  const situation = situationOf(transaction, move)
  const isSettled = ['not_charged', 'cancelled', 'returned', 'paid_out', 'arrived'].includes(situation)
  const expectedBy = isSettled ? null : transaction.expectedBy
  const overdue = expectedBy !== null && Date.parse(expectedBy) < nowMs
  const reason = situation === 'unknown' ? null : tellable(transaction.reason)
  return {
    transactionId: transaction.id,
    situation,
    move,
    amount: transaction.amount,
    counterparty: transaction.counterparty,
    method: transaction.method,
    expectedBy,
    overdue,
    reason,
    needsPerson: overdue || reason === 'undisclosed' || reason === 'account_restricted',
  }
}

function situationOf({ status, certainty, moneyPlace }: WalletTransaction, move: MoneyMove): WalletSituation {
  if (certainty === 'unknown' || status === 'unknown' || moneyPlace === 'unknown') return 'unknown'
  if (moneyPlace === 'returning') return 'returning'
  if (moneyPlace === 'returned') return 'returned'
  if (status === 'disputed') return 'disputed'
  if (moneyPlace === 'on_hold') return INCOMING.includes(move) && status === 'processing' ? 'coming_in' : 'on_hold'
  if (status === 'pending_user') return 'waits_for_customer'
  if (status === 'cancelled') return 'cancelled'
  if (moneyPlace === 'with_payee') return 'paid_out'
  if (status === 'completed' || status === 'refunded' || status === 'part_refunded') return INCOMING.includes(move) ? 'arrived' : 'paid_out'
  return status === 'failed' ? 'not_charged' : 'not_charged_yet'
}

/**
 * Whether a person must take a reason apart from those that are never told is told by the table of reasons; all of the
 * undisclosed go to a person, a bank's plain refusal too, because treating it otherwise would tell the others apart.
 */
function tellable(reason: CanonicalReason | null): DisclosedReason | 'undisclosed' | null {
  if (reason === null) return null
  return isUndisclosed(reason) ? 'undisclosed' : reason
}

const isUndisclosed = (reason: CanonicalReason): reason is UndisclosedReason => UNDISCLOSED_REASONS.includes(reason)
