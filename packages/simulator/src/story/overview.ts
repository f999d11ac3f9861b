/** One customer's wallet as the connector answers it, at one instant. */
import type { WalletAccount, WalletOverview, WalletPaymentMethod, WalletTransaction } from '@yingda/protocol/wallet.ts'
import { localParts } from './clock.ts'
import { balancesAt } from './ledger.ts'
import { limitAt } from './limits.ts'
import { accountHoldAt, holdAt, iso, journalOf, refundAt, transactionAt } from './read.ts'
import type { CustomerStory, MethodTerms } from './script.ts'

/** How many transactions an overview carries; the rest is paged. */
export const RECENT = 20

/** All of a customer's transactions, newest first; of the same instant, the greater id first. */
export function transactionsAt(story: CustomerStory, asOf: Date): WalletTransaction[] {
  const labels = new Map(story.methods.map((method) => [method.id, methodLabel(method)]))
  return story.scripts
    .flatMap((script) => transactionAt(story, script, asOf, labels.get(script.methodId) ?? script.methodId) ?? [])
    .sort((one, other) => (newer(one, other) ? -1 : 1))
}

export const newer = (one: Pick<WalletTransaction, 'createdAt' | 'id'>, other: Pick<WalletTransaction, 'createdAt' | 'id'>): boolean =>
  one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt

export function overviewAt(story: CustomerStory, asOf: Date): WalletOverview {
  const transactions = transactionsAt(story, asOf)
  return {
    asOf: iso(asOf),
    customer: { ...story.customer, customerSince: iso(story.customer.customerSince) },
    accounts: accountsAt(story, asOf),
    holds: [
      ...story.accountHolds.filter((hold) => hold.placedAt <= asOf).map(accountHoldAt),
      ...story.scripts.flatMap((script) => holdAt(script, asOf) ?? []),
    ].sort((one, other) => other.placedAt.localeCompare(one.placedAt)),
    refunds: story.scripts.flatMap((script) => refundAt(script, asOf) ?? []).sort((one, other) => other.initiatedAt.localeCompare(one.initiatedAt)),
    methods: story.methods.map((method) => methodAt(method, asOf, story.customer.timeZone)),
    devices: story.devices.map((device) => ({
      ...device,
      firstSeenAt: iso(device.firstSeenAt),
      lastSeenAt: iso(device.lastSeenAt),
      revokedAt: device.revokedAt ? iso(device.revokedAt) : null,
    })),
    limits: story.limits.map((limit) => limitAt(limit, transactions, asOf, story.customer.timeZone)),
    recentTransactions: transactions.slice(0, RECENT),
  }
}

function accountsAt(story: CustomerStory, asOf: Date): WalletAccount[] {
  const journal = journalOf(story)
  return story.accounts.map(({ id, type, status, currency, openedAt }) => {
    const balances = balancesAt(journal, id, asOf)
    const money = (amountMinor: number) => ({ amountMinor, currency })
    return {
      id,
      type,
      status,
      openedAt: iso(openedAt),
      current: money(balances.current),
      available: money(balances.available),
      reserved: money(balances.reserved),
      uncleared: money(balances.uncleared),
      asOf: iso(asOf),
    }
  })
}

/** A card is good to the last day of its month. */
function methodAt(method: MethodTerms, asOf: Date, timeZone: string): WalletPaymentMethod {
  const { year, month } = localParts(asOf, timeZone)
  const present = `${year}-${String(month).padStart(2, '0')}`
  const expired = method.status === 'active' && method.expiryMonth !== null && method.expiryMonth < present
  return { ...method, status: expired ? 'expired' : method.status, boundAt: iso(method.boundAt) }
}

const methodLabel = ({ brand, last4 }: MethodTerms) => (last4 ? `${brand} ${last4}` : brand)
