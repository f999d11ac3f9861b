import { CANONICAL_REASONS, UNDISCLOSED_REASONS } from '@yingda/protocol/wallet.ts'
import type { MoneyMove, WalletSituation, WalletStatement } from './wallet-statement.ts'

export type ReasonedArticle = { readonly slug: string; readonly topic: string; readonly intents: readonly string[]; readonly reasons: readonly string[] }

const TOPICS: Readonly<Record<MoneyMove, readonly string[]>> = {
  payment: ['payment', 'access', 'card'],
  transfer: ['transfer'],
  top_up: ['topup'],
  withdrawal: ['topup'],
  refund: ['refund'],
  incoming: ['transfer', 'topup'],
  other: [],
}

/** What a customer asks about a transaction in this state when the wallet names no reason. */
const INTENTS: Readonly<Partial<Record<MoneyMove, Partial<Record<WalletSituation, string>>>>> = {
  payment: {
    unknown: 'pending_payment',
    not_charged_yet: 'pending_payment',
    on_hold: 'release_hold',
    not_charged: 'payment_failed',
    returning: 'refund_status',
    returned: 'refund_status',
  },
  transfer: {
    unknown: 'transfer_pending',
    on_hold: 'transfer_pending',
    not_charged_yet: 'transfer_pending',
    not_charged: 'transfer_failed',
    paid_out: 'transfer_pending',
  },
  top_up: {
    unknown: 'topup_not_arrived',
    coming_in: 'topup_not_arrived',
    on_hold: 'topup_not_arrived',
    not_charged_yet: 'topup_not_arrived',
    not_charged: 'topup_failed',
    returning: 'topup_failed',
    returned: 'topup_failed',
  },
  withdrawal: {
    unknown: 'withdraw_pending',
    on_hold: 'withdraw_pending',
    not_charged_yet: 'withdraw_pending',
    not_charged: 'withdraw_failed',
    returned: 'withdraw_failed',
    paid_out: 'withdraw_pending',
  },
  refund: { unknown: 'refund_status', coming_in: 'refund_status', returning: 'refund_status', arrived: 'refund_status', returned: 'refund_status' },
}

/**
 * The article behind an answer about a transaction: the one for its reason, else for its state, nearest to the kind of
 * transaction. For an undisclosed reason it is always the one article that covers all of them.
 *
 * @param articles of one language, in a fixed order
 */
export function articleForTransaction<A extends ReasonedArticle>(articles: readonly A[], statement: WalletStatement): A | null {
  if (statement.reason === 'undisclosed') return articles.find((article) => UNDISCLOSED_REASONS.every((reason) => article.reasons.includes(reason))) ?? null
  const { reason } = statement
  const forReason = reason === null ? [] : articles.filter((article) => article.reasons.includes(reason))
  const intent = INTENTS[statement.move]?.[statement.situation]
  const candidates = forReason.length > 0 ? forReason : articles.filter((article) => intent !== undefined && article.intents.includes(intent))
  return [...candidates].sort((a, b) => distance(a, statement.move) - distance(b, statement.move))[0] ?? null
}

/** Right topic first; among those the article that says least besides. */
function distance(article: ReasonedArticle, move: MoneyMove): number {
  const topic = TOPICS[move].indexOf(article.topic)
  return (topic < 0 ? TOPICS[move].length : topic) * CANONICAL_REASONS.length + article.reasons.length
}
