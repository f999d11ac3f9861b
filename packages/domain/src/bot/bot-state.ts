/** What the bot knows of a conversation from its entries alone: what is to be answered, what has been tried, what failed. */
import type { EntryData, HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'

/** Something that wants an answer. */
export type Pending =
  | { readonly seq: number; readonly kind: 'opened' | 'attached' | 'helped' | 'not_helped' }
  | { readonly seq: number; readonly kind: 'message'; readonly text: string; readonly hasFiles: boolean; readonly secret: HiddenPart['kind'] | null }

type Asking = Extract<Pending, { kind: 'message' }>

/** Of what the customer wrote the newest words; where he sent files alone, the newest of these. */
export function newestAsked(pending: readonly Pending[]): Asking | undefined {
  const messages = pending.filter((one) => one.kind === 'message')
  return messages.findLast(({ text }) => text.trim() !== '') ?? messages.at(-1)
}

export type BotState = {
  /** Newest entry of the stream that was read. */
  readonly lastSeq: number
  /** What the bot has not dealt with, oldest first. */
  readonly pending: readonly Pending[]
  /** The bot has answered in this stretch of the conversation. */
  readonly hasSpoken: boolean
  /** The customer's last words that were dealt with, for trying again. */
  readonly lastQuestion: string | null
  /** Words the bot was unsure about since it last knew an answer, oldest first. */
  readonly unanswered: readonly string[]
  readonly tried: readonly { readonly slug: string; readonly helped: boolean | null }[]
  /** The article whose words stand last among the bot's answers; null = none, or the wallet's words alone stand there. */
  readonly toldArticle: string | null
  readonly statedTransactions: readonly string[]
  /** Unsure answers and answers that did not help, in a row: what leads to a person. */
  readonly misses: number
  /** The bot has answered the customer's last words, and he has not said that it did not help. */
  readonly answerStands: boolean
}

const START: BotState = {
  lastSeq: 0,
  pending: [],
  hasSpoken: false,
  lastQuestion: null,
  unanswered: [],
  tried: [],
  toldArticle: null,
  statedTransactions: [],
  misses: 0,
  answerStands: false,
}

/** @param entries of one conversation, in order */
export function botStateOf(entries: readonly StaffEntry[]): BotState {
  // Reopened, or back from the line, it starts afresh: what was tried before says nothing about what is asked now.
  const from = entries.findLastIndex(({ entry }) => entry.type === 'conversation.reopened' || entry.type === 'conversation.returned_to_bot')
  return entries.slice(Math.max(from, 0)).reduce(evolve, START)
}

function evolve(before: BotState, { entry, seq, actor, content }: StaffEntry): BotState {
  const state = { ...before, lastSeq: seq }
  const awaiting = (pending: Pending): BotState => ({ ...state, pending: [...state.pending, pending] })
  switch (entry.type) {
    case 'conversation.opened':
      return awaiting({ seq, kind: 'opened' })
    case 'transaction.attached':
      return awaiting({ seq, kind: 'attached' })
    case 'answer.rated':
      return afterRating(awaiting({ seq, kind: entry.data.helped ? 'helped' : 'not_helped' }), entry.data.helped)
    case 'message.posted':
      if (actor.kind === 'customer') {
        const secret = content?.hidden?.[0]?.kind ?? null
        const asked = awaiting({ seq, kind: 'message', text: content?.text ?? '', hasFiles: (content?.attachments.length ?? 0) > 0, secret })
        // asking on without a word against the answer: it was right, and ends the row of misses; files alone ask nothing
        return state.answerStands && (content?.text ?? '').trim() !== '' ? { ...asked, misses: 0, answerStands: false } : asked
      }
      return actor.kind === 'bot' && entry.data.answer !== null ? afterAnswer(state, entry.data.answer) : state
    default:
      return state
  }
}

function afterRating(state: BotState, helped: boolean): BotState {
  const last = state.tried.at(-1)
  const tried = last === undefined ? state.tried : [...state.tried.slice(0, -1), { ...last, helped }]
  return { ...state, tried, misses: helped ? 0 : state.misses + 1, answerStands: helped }
}

function afterAnswer(state: BotState, answer: NonNullable<EntryData<'message.posted'>['answer']>): BotState {
  // What came between reading and answering is still to be dealt with.
  const dealtWith = state.pending.filter(({ seq }) => seq <= (answer.answersSeq ?? state.lastSeq))
  const question = newestAsked(dealtWith)?.text || null
  const isUnsure = answer.kind === 'unsure'
  return {
    ...state,
    pending: state.pending.slice(dealtWith.length),
    hasSpoken: true,
    lastQuestion: question ?? state.lastQuestion,
    unanswered: isUnsure ? [...state.unanswered, ...(question === null ? [] : [question])] : answer.source === null ? state.unanswered : [],
    tried: answer.source === null || isUnsure ? state.tried : [...state.tried, { slug: answer.source.articleSlug, helped: null }],
    toldArticle: toldBy(answer, state.toldArticle),
    statedTransactions: answer.transactionId === null ? state.statedTransactions : [...state.statedTransactions, answer.transactionId],
    misses: state.misses + (isUnsure ? 1 : 0),
    answerStands: answer.kind === 'article' || answer.kind === 'wallet' || (answer.kind === 'acknowledgement' && state.answerStands),
  }
}

function toldBy({ kind, source, tellsSource }: NonNullable<EntryData<'message.posted'>['answer']>, before: string | null): string | null {
  if (kind !== 'article' && kind !== 'wallet') return before
  return kind === 'article' || tellsSource === true ? (source?.articleSlug ?? null) : null
}
