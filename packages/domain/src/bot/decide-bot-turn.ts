/**
 * What the bot does next. It answers from articles and from what the wallet says and from nothing else; unsure, it says
 * so and offers a person; after the second miss it hands over, and at once where the topic is one for a person.
 */
import type { HandoverReason, HiddenPart, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { newestAsked, type BotState } from './bot-state.ts'
import { INTENTS } from './intents.ts'
import { languageOfText } from './question-language.ts'
import type { Understanding, Understood } from './understanding.ts'
import { walletStatement, type WalletStatement } from './wallet-statement.ts'

/** What is to be said; the words are made elsewhere. */
export type Saying =
  | { readonly kind: 'greeting' | 'thanks' | 'glad' | 'secret_shared' | 'secret_hidden' | 'files_only' | 'files_after_answer' }
  | { readonly kind: 'article'; readonly slug: string }
  | {
      readonly kind: 'wallet'
      readonly statement: WalletStatement /** The article the customer's words point to, if they surely do. */
      readonly slug: string | null
    }
  | {
      readonly kind:
        | 'unsure'
        /** It would be the article again that has just been told. */
        | 'told_already'
      readonly suggestions: readonly string[]
    }
  | {
      readonly kind: 'handover'
      readonly why: 'asked' | 'missed' | 'topic' | 'distress'
      readonly slug: string | null
      readonly statement: WalletStatement | null
    }

export type BotDecision =
  | { readonly do: 'nothing' }
  | {
      readonly do: 'say' | 'hand_over'
      readonly language: Language
      /** The newest entry that this answers. */
      readonly answersSeq: number
      /** The bot has not spoken yet and says what it is. */
      readonly introduce: boolean
      /** A secret was taken out of what the customer wrote: that is said first. */
      readonly secret: HiddenPart['kind'] | null
      readonly saying: Saying
      /** Set when handing over. */
      readonly reason: HandoverReason | null
      /** Handed over ahead of other questions. */
      readonly urgent: boolean
      /** What the question turned out to be about; null = as the customer chose. */
      readonly questionType: QuestionType | null
    }

export type BotFacts = {
  readonly language: Language
  readonly questionType: QuestionType
  /** The transaction the conversation is about, as the wallet last told it. */
  readonly transaction: WalletTransaction | null
  readonly nowMs: number
}

const MISSES_TO_HAND_OVER = 2
const MOST_SUGGESTIONS = 3

export function decideBotTurn(state: BotState, facts: BotFacts, understanding: Understanding): BotDecision {
  if (state.pending.length === 0) return { do: 'nothing' }
  const message = newestAsked(state.pending)
  const newest = state.pending.at(-1)
  const secret = state.pending.reduce<HiddenPart['kind'] | null>((last, pending) => (pending.kind === 'message' && pending.secret) || last, null)
  const decide = (saying: Saying, language: Language, reason: HandoverReason | null = null, intent: string | null = null): BotDecision => ({
    do: saying.kind === 'handover' ? 'hand_over' : 'say',
    language,
    answersSeq: state.lastSeq,
    introduce: !state.hasSpoken,
    secret,
    saying,
    reason,
    ...lineFor(intent),
  })

  if (message !== undefined) {
    const language = languageOfText(message.text, facts.language)
    if (message.text.trim() === '') return settle({ kind: 'unsure', language, suggestions: [] }, '', message.hasFiles)
    const asked = message.text.replaceAll(/•+/g, ' ')
    return settleRest(ask(asked), asked)
  }
  const language = languageOfText(state.lastQuestion ?? '', facts.language)
  if (newest?.kind === 'helped') return decide({ kind: 'glad' }, language)
  if (newest?.kind === 'not_helped') {
    if (state.misses >= MISSES_TO_HAND_OVER || state.lastQuestion === null) return handOver('missed', language, 'two_misses')
    const again = ask(state.lastQuestion)
    // no second article for the same words: asking to say it again would only be the second miss
    return again.kind === 'article' ? decide({ kind: 'article', slug: again.slug }, language) : handOver('missed', language, 'negative_feedback')
  }
  const statement = newStatement()
  // Opened without a word there is nothing to answer; whoever only wants a person opens it so.
  return statement === null ? { do: 'nothing' } : sayStatement(statement, null, language)

  function ask(text: string, without: readonly string[] = []): Understood {
    const notHelpful = [...without, ...state.tried.filter(({ helped }) => helped === false).map(({ slug }) => slug)]
    return understanding.answer({ text, language: facts.language, questionType: facts.questionType, history: { unanswered: state.unanswered, notHelpful } })
  }

  /** What remains without the secret may ask something; if not, there is nothing to be unsure about. */
  function settleRest(understood: Understood, asked: string): BotDecision {
    const asksNothing = understood.kind === 'unsure' || understood.kind === 'greeting' || understood.kind === 'thanks'
    return secret !== null && asksNothing && newStatement() === null ? decide({ kind: 'secret_hidden' }, understood.language) : settle(understood, asked, false)
  }

  function settle(understood: Understood, asked: string, filesOnly: boolean): BotDecision {
    const { language } = understood
    switch (understood.kind) {
      case 'secret_shared':
        return decide({ kind: 'secret_shared' }, language)
      case 'wants_person':
        return handOver('asked', language, 'asked')
      case 'needs_person':
        return decide(
          { kind: 'handover', why: understood.intent === 'vulnerable_distress' ? 'distress' : 'topic', slug: understood.slug, statement: newStatement() },
          language,
          'topic_needs_person',
          understood.intent,
        )
    }
    const statement = newStatement()
    if (statement !== null) return sayStatement(statement, understood.kind === 'article' ? understood.slug : null, language)
    if (understood.kind === 'article')
      return isToldAlready(understood) ? tellNoMore(understood.slug, asked, language) : decide({ kind: 'article', slug: understood.slug }, language)
    if (understood.kind !== 'unsure') return decide({ kind: understood.kind }, language)
    if (filesOnly && state.answerStands) return decide({ kind: 'files_after_answer' }, language)
    if (filesOnly && state.misses === 0) return decide({ kind: 'files_only' }, language)
    return miss('unsure', understood.suggestions, language)
  }

  function miss(kind: 'unsure' | 'told_already', suggestions: readonly string[], language: Language): BotDecision {
    return state.misses + 1 >= MISSES_TO_HAND_OVER ? handOver('missed', language, 'two_misses') : decide({ kind, suggestions }, language)
  }

  /** The same words twice in a row answer nothing; in the other language they are other words. */
  function isToldAlready({ slug, language }: { slug: string; language: Language }): boolean {
    return slug === state.toldArticle && languageOfText(state.lastQuestion ?? '', facts.language) === language
  }

  function tellNoMore(slug: string, asked: string, language: Language): BotDecision {
    const next = ask(asked, [slug])
    const suggestions = next.kind === 'article' ? [next.slug, ...next.runnersUp] : next.kind === 'unsure' ? next.suggestions : []
    return miss('told_already', suggestions.slice(0, MOST_SUGGESTIONS), language)
  }

  function handOver(why: 'asked' | 'missed', language: Language, reason: HandoverReason): BotDecision {
    return decide({ kind: 'handover', why, slug: null, statement: null }, language, reason)
  }

  function newStatement(): WalletStatement | null {
    const { transaction } = facts
    return transaction === null || state.statedTransactions.includes(transaction.id) ? null : walletStatement(transaction, facts.nowMs)
  }

  function sayStatement(statement: WalletStatement, slug: string | null, language: Language): BotDecision {
    if (statement.needsPerson) return decide({ kind: 'handover', why: 'topic', slug: null, statement }, language, 'topic_needs_person')
    // The customer may call it failed, or charged twice; until the outcome is known an article on that would say what may not be so.
    return decide({ kind: 'wallet', statement, slug: statement.situation === 'unknown' ? null : slug }, language)
  }
}

/** Which line a topic for a person belongs into. `other` is no family: the question stays where the customer put it. */
function lineFor(intentId: string | null): { urgent: boolean; questionType: QuestionType | null } {
  const intent = intentId === null ? undefined : INTENTS.get(intentId)
  if (intent === undefined) return { urgent: false, questionType: null }
  return { urgent: intent.urgent, questionType: intent.questionType === 'other' ? null : intent.questionType }
}
