/**
 * What a story is made of. A transaction is a list of steps; each step moves the status and the money in one go, so
 * status, history, holds, refunds and balances cannot disagree. Steps may lie after the anchor: read at a later
 * instant, the same script tells how it went on (a hold ends, a bank answers).
 */
import type {
  CanonicalReason,
  MoneyPlace,
  TransactionStatus,
  TransactionType,
  WalletAccount,
  WalletCustomer,
  WalletDevice,
  WalletHold,
  WalletLimit,
  WalletPaymentMethod,
  WalletRefund,
} from '@yingda/protocol/wallet.ts'
import type { Posting } from './ledger.ts'

export type Step = {
  /** null: only money moves, the status stays. */
  to: TransactionStatus | null
  at: Date
  source: 'wallet' | 'provider' | 'merchant' | 'customer' | 'staff'
  postings: Posting[]
  reason?: CanonicalReason
  providerCode?: string
  expectedBy?: Date
  /** Where the money is from this step on, where it does not follow from the status. */
  place?: MoneyPlace
}

export type HoldTerms = { kind: WalletHold['kind']; accountId: string; merchant: string | null; expiresAt: Date | null }

export type RefundTerms = { initiatedBy: WalletRefund['initiatedBy']; destination: string; reference: string | null }

export type Script = {
  id: string
  type: TransactionType
  amountMinor: number
  currency: string
  feeMinor: number
  counterparty: string
  methodId: string
  parentId: string | null
  steps: Step[]
  hold: HoldTerms | null
  refund: RefundTerms | null
}

/** A hold on the account as a whole, not for one transaction. */
export type AccountHold = { id: string; terms: HoldTerms; amountMinor: number; currency: string; placedAt: Date; postings: Posting[] }

export type AccountTerms = Pick<WalletAccount, 'id' | 'type' | 'status'> & { currency: string; openedAt: Date }
/** A card's `expired` is read off its month, never typed in. */
export type MethodTerms = Omit<WalletPaymentMethod, 'boundAt' | 'status'> & { status: 'active' | 'blocked' | 'unbound'; boundAt: Date }
export type DeviceTerms = Omit<WalletDevice, 'firstSeenAt' | 'lastSeenAt' | 'revokedAt'> & {
  firstSeenAt: Date
  lastSeenAt: Date
  revokedAt: Date | null
}
export type LimitTerms = Pick<WalletLimit, 'scope' | 'currency' | 'capMinor'>

export type CustomerStory = {
  /** The whole address, which the wallet signs for the desk; null = none is known. */
  email: string | null
  customer: Omit<WalletCustomer, 'customerSince'> & { customerSince: Date }
  /** One line for whoever tries the demo: what this customer may want to ask. */
  plot: { 'zh-CN': string; en: string }
  accounts: AccountTerms[]
  methods: MethodTerms[]
  devices: DeviceTerms[]
  limits: LimitTerms[]
  scripts: Script[]
  accountHolds: AccountHold[]
}
