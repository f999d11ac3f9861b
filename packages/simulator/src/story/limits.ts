/** Limit use: never kept, always summed from the payments of the customer's local day or month. */
import type { TransactionStatus, TransactionType, WalletLimit, WalletTransaction } from '@yingda/protocol/wallet.ts'
import { dayStart, monthStart } from './clock.ts'
import { iso } from './read.ts'
import type { LimitTerms } from './script.ts'

/** What was refused, called off or taken back uses no limit; what waits or may have been charged does. */
const COUNTED: readonly TransactionStatus[] = ['authorised', 'processing', 'unknown', 'completed', 'held', 'part_refunded', 'refunded', 'disputed']

const TYPES: Readonly<Record<WalletLimit['scope'], readonly TransactionType[]>> = {
  single_payment: [],
  daily_payment: ['pay', 'merchant_pay', 'bill_pay'],
  monthly_payment: ['pay', 'merchant_pay', 'bill_pay'],
  daily_transfer: ['transfer_out', 'remittance'],
  daily_withdrawal: ['withdraw'],
}

/** The sum, in minor units, that counts against a limit between two instants (from inclusive, to exclusive). */
export const usedBetween = (transactions: readonly WalletTransaction[], scope: WalletLimit['scope'], currency: string, from: Date, to: Date): number =>
  transactions
    .filter((one) => TYPES[scope].includes(one.type) && COUNTED.includes(one.status) && one.amount.currency === currency)
    .filter((one) => one.createdAt >= iso(from) && one.createdAt < iso(to))
    .reduce((sum, one) => sum + one.amount.amountMinor, 0)

export function limitAt(terms: LimitTerms, transactions: readonly WalletTransaction[], asOf: Date, timeZone: string): WalletLimit {
  if (terms.scope === 'single_payment') return { ...terms, usedMinor: 0, resetsAt: null }
  const monthly = terms.scope === 'monthly_payment'
  const from = monthly ? monthStart(asOf, timeZone) : dayStart(asOf, timeZone)
  const to = monthly ? monthStart(asOf, timeZone, 1) : dayStart(asOf, timeZone, 1)
  return { ...terms, usedMinor: usedBetween(transactions, terms.scope, terms.currency, from, to), resetsAt: iso(to) }
}
