/** What every recipe is told, and the parts they share. */
import type { TransactionType } from '@yingda/protocol/wallet.ts'
import type { Posting } from './ledger.ts'
import { availableOf, move, reservedOf, unclearedOf } from './ledger.ts'
import type { Script, Step } from './script.ts'

/** Where a payment is taken from: the wallet's own balance, or a bank card, whose money never touches the balance. */
export type Purse =
  | { kind: 'balance'; methodId: string; accountId: string; currency: string }
  | { kind: 'card'; methodId: string; bank: string; currency: string }

export type Told = {
  id: string
  at: Date
  amountMinor: number
  /** The other side: merchant, payee, biller or bank. */
  with: string
  by: Purse
  type?: TransactionType
  feeMinor?: number
}

export const FEE_INCOME = 'wallet:fee-income'
export const payeeLedger = (name: string) => `payee:${name}`
export const bankLedger = (name: string) => `bank:${name}`

/** The ledger that money is taken from, and returned to. */
export const purseLedger = (purse: Purse) => (purse.kind === 'balance' ? availableOf(purse.accountId) : bankLedger(purse.bank))

/** Where money waits before it is back in the purse: the account's uncleared sum, or the bank's own way. */
export const returnWay = (purse: Purse) => (purse.kind === 'balance' ? unclearedOf(purse.accountId) : `${bankLedger(purse.bank)}/returning`)

export const toPayee = (told: Told, from = purseLedger(told.by)): Posting[] => [
  ...move(from, payeeLedger(told.with), told.amountMinor, told.by.currency),
  ...move(from, FEE_INCOME, told.feeMinor ?? 0, told.by.currency),
]

/** Amount and fee set aside on the customer's own account; only a balance can be held by the wallet. */
export function reserve(told: Told): Posting[] {
  const account = heldAccount(told)
  return move(availableOf(account), reservedOf(account), total(told), told.by.currency)
}

export function release(told: Told): Posting[] {
  const account = heldAccount(told)
  return move(reservedOf(account), availableOf(account), total(told), told.by.currency)
}

export const total = (told: Told) => told.amountMinor + (told.feeMinor ?? 0)

export function heldAccount(told: Told): string {
  if (told.by.kind !== 'balance') throw new Error(`${told.id}: the wallet can hold only what is in its own balance`)
  return told.by.accountId
}

export const script = (told: Told, steps: Step[], more: Partial<Script> = {}): Script => ({
  id: told.id,
  type: told.type ?? 'merchant_pay',
  amountMinor: told.amountMinor,
  currency: told.by.currency,
  feeMinor: told.feeMinor ?? 0,
  counterparty: told.with,
  methodId: told.by.methodId,
  parentId: null,
  hold: null,
  refund: null,
  ...more,
  steps,
})

export const step = (to: Step['to'], at: Date, source: Step['source'], more: Partial<Step> = {}): Step => ({ to, at, source, postings: [], ...more })
