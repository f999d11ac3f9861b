/** The bot's own sentences; what it says about a matter comes from articles and from the wallet. */
import type { HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import type { CanonicalReason } from '@yingda/protocol/wallet.ts'

export type MoneyMoveWord = 'payment' | 'transfer' | 'top_up' | 'withdrawal' | 'refund' | 'incoming' | 'other'

/** Facts of one transaction, already written in the language: `amount` "¥128.00", `by` "今天 18:00" or null when the wallet names no time. */
export type TransactionFacts = { amount: string; move: MoneyMoveWord; counterparty: string; method: string; by: string | null }

export type SituationWord =
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

/** Reasons that are told. The others are all worded by `undisclosed`. */
export type ToldReason = Exclude<CanonicalReason, 'risk_blocked' | 'lost_stolen' | 'compliance_hold' | 'issuer_declined'>

/** `among`: with articles to choose from. */
type Offer = { among: string; alone: string }

export type BotWords = {
  /** Before the first answer: what speaks here. */
  introduce(name: string): string
  greeting(name: string): string
  thanks: string
  glad: string
  secretShared: string
  /** Said first when something was taken out of what the customer wrote. */
  secretHidden: Readonly<Record<HiddenPart['kind'], string>>
  filesOnly: string
  /** Files that come after their words were answered. */
  filesAfterAnswer: string
  unsure: Offer
  /** The article that answers is the one that has just been told. */
  told_already: Offer
  askHelped: string
  handover: { asked: string; missed: string; topic: string; distress: string }
  /** Where the money is. */
  situation: Readonly<Record<SituationWord, (facts: TransactionFacts) => string>>
  /** Why, and the one thing to do. */
  reason: Readonly<Record<ToldReason, string>>
  /** What can be done where the reason is not told. */
  undisclosed: string
  overdue(by: string): string
  /** For the agent: what was asked, what was tried, why it is passed on. */
  summary(facts: SummaryFacts): string
}

export type SummaryFacts = {
  question: string | null
  tried: readonly { title: string; helped: boolean | null }[]
  why: 'asked' | 'missed' | 'topic' | 'distress'
  /** Where the money is, as it was told to the customer. */
  situation: string | null
}
