/** How a transaction looks to its own customer: which tone, which sign, which words; never a reason that must not be told. */
import type { CanonicalReason, TransactionStatus, WalletTransaction } from '@yingda/protocol/wallet.ts'
import { UNDISCLOSED_REASONS } from '@yingda/protocol/wallet.ts'
import { INCOMING_TYPES, isComingIn } from '@yingda/protocol/coming-in.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import type { Html } from './html.ts'
import { icons } from './icons.ts'
import type { ReasonWords, Words } from './words-zh.ts'

export type Tone = 'plain' | 'wait' | 'risk' | 'done'

const TONES: Readonly<Record<TransactionStatus, Tone>> = {
  created: 'wait',
  pending_user: 'wait',
  authorised: 'wait',
  processing: 'wait',
  unknown: 'wait',
  held: 'wait',
  disputed: 'wait',
  completed: 'plain',
  part_refunded: 'done',
  refunded: 'done',
  returned: 'done',
  reversed: 'done',
  failed: 'risk',
  cancelled: 'plain',
}

export const toneOf = (transaction: WalletTransaction): Tone => (transaction.moneyPlace === 'returning' ? 'wait' : TONES[transaction.status])
export const toneIcon = (tone: Tone): Html => ({ plain: icons.done, wait: icons.clock, risk: icons.fail, done: icons.done })[tone]

const UNDONE: readonly TransactionStatus[] = ['failed', 'reversed', 'returned']

/** It came to nothing: the sum stands there only so that one can find it. */
export const isUndone = ({ moneyPlace, status }: WalletTransaction) => moneyPlace === 'not_charged' || UNDONE.includes(status)

/** Signed only when the money has moved or is set aside: `−¥128.00`, `+¥500.00`, `¥128.00`. */
export function signedAmount(transaction: WalletTransaction): string {
  const { amount, type, moneyPlace } = transaction
  if (moneyPlace === 'unknown' || isUndone(transaction)) return formatMoney(amount)
  return INCOMING_TYPES.includes(type) ? `+${formatMoney(amount)}` : formatMoney({ ...amount, amountMinor: -amount.amountMinor })
}

export const placeWords = (transaction: WalletTransaction, words: Words): string => words.place[isComingIn(transaction) ? 'coming_in' : transaction.moneyPlace]

/** Money on its way back is what the customer asks about, whatever the status is called. */
export const stateWord = ({ status, moneyPlace }: WalletTransaction, words: Words): string =>
  moneyPlace === 'returning' ? words.returning : words.status[status]

/** What happened, as the customer reads it; two steps that read alike are one. */
export const historyLines = ({ history }: WalletTransaction, words: Words): { word: string; at: string }[] =>
  history
    .map(({ to, at }) => ({ word: to === 'created' ? words.created : words.status[to], at }))
    .filter(({ word }, index, all) => word !== all[index - 1]?.word)

/** Null when nothing went wrong, or when what holds it up may not be told at all. */
export function reasonWords({ reason, status, type }: WalletTransaction, words: Words): ReasonWords | null {
  if (reason === null || (status === 'held' && isUndisclosed(reason))) return null
  return type === 'refund' && reason === 'payee_problem' ? words.refundFailed : words.reason[reason]
}

const isUndisclosed = (reason: CanonicalReason) => UNDISCLOSED_REASONS.includes(reason)

/** The kind of question that "ask about this" opens the conversation with. */
export function questionTypeOf({ type, status, moneyPlace }: WalletTransaction): 'payment' | 'transfer' | 'refund' {
  if (type === 'refund' || status === 'refunded' || status === 'part_refunded' || moneyPlace === 'returning') return 'refund'
  return ['transfer_in', 'transfer_out', 'top_up', 'withdraw', 'remittance'].includes(type) ? 'transfer' : 'payment'
}
