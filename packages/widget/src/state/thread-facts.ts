/** What a thread's entries amount to: who answers now, since when it waits, how it ended. */
import type { CustomerConversationState } from '@yingda/protocol/http/customer.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { QuickReply } from '@yingda/protocol/entries/views.ts'
import type { Thread } from './thread.ts'

export type ThreadFacts = {
  readonly mode: CustomerConversationState
  readonly agentName: string | null
  readonly questionType: QuestionType
  readonly queuedAt: string | null
  readonly endedAt: string | null
  readonly endedBy: 'customer' | 'agent' | 'system' | null
  readonly nextConversationId: string | null
  readonly rating: { readonly score: number; readonly words: string } | null
  /** Offered under the last message, gone as soon as anything else happens. */
  readonly quickReplies: readonly QuickReply[]
  readonly quickRepliesSeq: number
}

const START: ThreadFacts = {
  mode: 'bot',
  agentName: null,
  questionType: 'other',
  queuedAt: null,
  endedAt: null,
  endedBy: null,
  nextConversationId: null,
  rating: null,
  quickReplies: [],
  quickRepliesSeq: 0,
}

/** Fold the entries; where they leave it open (who answers after a reopening), the server's summary decides. */
export function threadFacts(thread: Thread): ThreadFacts {
  let facts = START
  let changedAtSeq = 0
  for (const entry of thread.entries) {
    const next = step(facts, entry)
    if (next.mode !== facts.mode || entry.view.kind === 'reopened') changedAtSeq = entry.seq
    facts = next
  }
  const { summary } = thread
  if (summary === null) return facts
  const newer = summary.lastSeq >= changedAtSeq
  return {
    ...facts,
    questionType: thread.entries.length > 0 ? facts.questionType : summary.questionType,
    mode: newer ? summary.state : facts.mode,
    agentName: newer ? (summary.agentName ?? facts.agentName) : facts.agentName,
    rating: facts.rating ?? (summary.rating === null ? null : { score: summary.rating.score, words: '' }),
  }
}

function step(facts: ThreadFacts, { at, seq, view }: Thread['entries'][number]): ThreadFacts {
  switch (view.kind) {
    case 'opened':
      return { ...facts, questionType: view.questionType }
    case 'message':
      return { ...facts, quickReplies: view.quickReplies, quickRepliesSeq: seq }
    case 'answer_rated':
      return { ...facts, quickReplies: [] }
    case 'queued':
      return { ...facts, mode: 'waiting', agentName: null, queuedAt: at, quickReplies: [] }
    case 'joined_by':
      return { ...facts, mode: 'with_agent', agentName: view.name, queuedAt: null, quickReplies: [] }
    case 'passed_on':
      return view.name === null
        ? { ...facts, mode: 'waiting', agentName: null, queuedAt: at }
        : { ...facts, mode: 'with_agent', agentName: view.name, queuedAt: null }
    case 'resolved':
      return { ...facts, mode: 'ended', endedAt: at, endedBy: view.by, queuedAt: null, quickReplies: [] }
    case 'reopened':
      return { ...facts, mode: facts.agentName === null ? 'bot' : 'with_agent', endedAt: null, endedBy: null }
    case 'closed':
      return { ...facts, mode: 'closed', endedAt: facts.endedAt ?? at, quickReplies: [] }
    case 'continued':
      return { ...facts, nextConversationId: view.nextConversationId }
    case 'rated':
      return { ...facts, rating: { score: view.score, words: view.words } }
    case 'transaction':
    case 'redacted':
    case 'signed_in':
      return facts
  }
}
