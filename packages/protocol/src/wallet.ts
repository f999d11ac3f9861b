/**
 * The wallet connector contract: what a wallet company's own system answers so that bot and agents can see a
 * customer's wallet. Money is integer minor units; every instant is UTC. Field names follow the GSMA Mobile Money
 * and common PSP vocabularies. `packages/simulator` implements it; a real wallet implements the same over HTTP.
 */
import * as z from 'zod'
import { Currency, Money } from './money.ts'
import { Instant } from './time.ts'
import { Language } from './language.ts'

/** The 27 canonical reasons why a payment did not go through. */
export const CANONICAL_REASONS = [
  'insufficient_funds',
  'amount_over_limit',
  'period_limit',
  'below_minimum',
  'balance_cap',
  'method_expired',
  'method_invalid_details',
  'pin_wrong',
  'pin_locked',
  'authentication_required',
  'code_expired',
  'method_not_supported',
  'feature_switched_off',
  'currency_country',
  'issuer_declined',
  'risk_blocked',
  'lost_stolen',
  'account_restricted',
  'kyc_required',
  'payee_problem',
  'same_party',
  'duplicate',
  'order_closed',
  'mandate_invalid',
  'provider_unavailable',
  'merchant_config',
  'compliance_hold',
] as const
export const CanonicalReason = z.enum(CANONICAL_REASONS)
export type CanonicalReason = z.infer<typeof CanonicalReason>

/** Reasons a customer is never told: the words are those of a plain decline. */
export const UNDISCLOSED_REASONS: readonly CanonicalReason[] = ['risk_blocked', 'lost_stolen', 'compliance_hold', 'issuer_declined']

export const TRANSACTION_STATUSES = [
  'created',
  'pending_user',
  'authorised',
  'processing',
  'unknown',
  'completed',
  'failed',
  'cancelled',
  'held',
  'returned',
  'reversed',
  'part_refunded',
  'refunded',
  'disputed',
] as const
export const TransactionStatus = z.enum(TRANSACTION_STATUSES)
export type TransactionStatus = z.infer<typeof TransactionStatus>

export const TransactionType = z.enum([
  'pay',
  'transfer_in',
  'transfer_out',
  'top_up',
  'withdraw',
  'bill_pay',
  'merchant_pay',
  'remittance',
  'refund',
  'reversal',
  'adjustment',
  'fee',
])
export type TransactionType = z.infer<typeof TransactionType>

/** What the wallet is sure of: `unknown` is never to be told as failed. */
export const OutcomeCertainty = z.enum(['certain', 'unknown'])

/** Where the customer's money is now, as the wallet states it. */
export const MoneyPlace = z.enum(['not_charged', 'with_customer', 'on_hold', 'with_payee', 'returning', 'returned', 'unknown'])
export type MoneyPlace = z.infer<typeof MoneyPlace>

export const WalletCustomer = z.strictObject({
  externalId: z.string(),
  name: z.string(),
  maskedPhone: z.string().nullable(),
  maskedEmail: z.string().nullable(),
  language: Language,
  timeZone: z.string(),
  jurisdiction: z.string(),
  kycLevel: z.int().min(0).max(3),
  kycStatus: z.enum(['unverified', 'pending', 'verified', 'rejected', 'expired']),
  customerSince: Instant,
  /** Needs more time or help: gets priority service. The customer is not told. */
  vulnerable: z.boolean(),
})
export type WalletCustomer = z.infer<typeof WalletCustomer>

export const WalletAccount = z.strictObject({
  id: z.string(),
  type: z.enum(['balance', 'savings']),
  status: z.enum(['active', 'restricted', 'frozen', 'closed']),
  openedAt: Instant,
  current: Money,
  available: Money,
  reserved: Money,
  uncleared: Money,
  asOf: Instant,
})
export type WalletAccount = z.infer<typeof WalletAccount>

export const StatusEvent = z.strictObject({
  from: TransactionStatus.nullable(),
  to: TransactionStatus,
  at: Instant,
  source: z.enum(['wallet', 'provider', 'merchant', 'customer', 'staff']),
})

export const WalletTransaction = z.strictObject({
  id: z.string(),
  orderNo: z.string(),
  type: TransactionType,
  amount: Money,
  fee: Money,
  counterparty: z.string(),
  method: z.string(),
  status: TransactionStatus,
  reason: CanonicalReason.nullable(),
  providerCode: z.string().nullable(),
  certainty: OutcomeCertainty,
  moneyPlace: MoneyPlace,
  createdAt: Instant,
  settledAt: Instant.nullable(),
  expectedBy: Instant.nullable(),
  parentId: z.string().nullable(),
  history: z.array(StatusEvent),
})
export type WalletTransaction = z.infer<typeof WalletTransaction>

export const WalletHold = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  transactionId: z.string().nullable(),
  amount: Money,
  kind: z.enum(['auth', 'risk', 'dispute', 'legal']),
  merchant: z.string().nullable(),
  placedAt: Instant,
  expiresAt: Instant.nullable(),
  releasedAt: Instant.nullable(),
})
export type WalletHold = z.infer<typeof WalletHold>

export const WalletRefund = z.strictObject({
  id: z.string(),
  transactionId: z.string(),
  amount: Money,
  status: z.enum(['pending', 'completed', 'failed', 'cancelled']),
  destination: z.string(),
  initiatedBy: z.enum(['customer', 'merchant', 'staff', 'wallet']),
  initiatedAt: Instant,
  expectedBy: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  reference: z.string().nullable(),
})
export type WalletRefund = z.infer<typeof WalletRefund>

export const WalletPaymentMethod = z.strictObject({
  id: z.string(),
  kind: z.enum(['bank_card', 'wallet_card', 'virtual_card', 'balance']),
  brand: z.string(),
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
  expiryMonth: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  status: z.enum(['active', 'expired', 'blocked', 'unbound']),
  isDefault: z.boolean(),
  boundAt: Instant,
})
export type WalletPaymentMethod = z.infer<typeof WalletPaymentMethod>

export const WalletDevice = z.strictObject({
  id: z.string(),
  model: z.string(),
  os: z.string(),
  appVersion: z.string(),
  region: z.string(),
  trusted: z.boolean(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  revokedAt: Instant.nullable(),
})
export type WalletDevice = z.infer<typeof WalletDevice>

export const WalletLimit = z.strictObject({
  scope: z.enum(['single_payment', 'daily_payment', 'monthly_payment', 'daily_transfer', 'daily_withdrawal']),
  currency: Currency,
  capMinor: z.int(),
  usedMinor: z.int(),
  resetsAt: Instant.nullable(),
})
export type WalletLimit = z.infer<typeof WalletLimit>

/** Everything an agent sees beside a conversation; `asOf` is the instant the wallet answered. */
export const WalletOverview = z.strictObject({
  asOf: Instant,
  customer: WalletCustomer,
  accounts: z.array(WalletAccount),
  holds: z.array(WalletHold),
  refunds: z.array(WalletRefund),
  methods: z.array(WalletPaymentMethod),
  devices: z.array(WalletDevice),
  limits: z.array(WalletLimit),
  recentTransactions: z.array(WalletTransaction),
})
export type WalletOverview = z.infer<typeof WalletOverview>

export const TransactionPage = z.strictObject({ asOf: Instant, transactions: z.array(WalletTransaction), nextCursor: z.string().nullable() })
export type TransactionPage = z.infer<typeof TransactionPage>

/** Every call to the wallet names who asks and why; the wallet keeps its own record of it. */
export const WalletCall = z.strictObject({
  actor: z.strictObject({ kind: z.enum(['customer', 'bot', 'agent', 'system']), id: z.string() }),
  reason: z.string(),
  conversationId: z.string().nullable(),
})
export type WalletCall = z.infer<typeof WalletCall>
