/** What every screen must say alike of money on its way in. */
import type { MoneyPlace, TransactionStatus, TransactionType } from './wallet.ts'

/** Types that bring money to the customer. */
export const INCOMING_TYPES: readonly TransactionType[] = ['top_up', 'transfer_in', 'refund', 'reversal']

/** On its way into the customer's balance: the wallet calls that held, but nothing of the customer's is. */
export const isComingIn = ({ type, status, moneyPlace }: { type: TransactionType; status: TransactionStatus; moneyPlace: MoneyPlace }): boolean =>
  moneyPlace === 'on_hold' && status === 'processing' && INCOMING_TYPES.includes(type)
