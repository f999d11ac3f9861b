/** What a thread's entries amount to beside who answers: what it is about, since when it waits, what is offered, how it was rated. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { CustomerView, QuickReply } from '@yingda/protocol/entries/views.ts'
import type { Thread } from './thread.ts'

export type ThreadStory = {
  readonly questionType: QuestionType
  readonly queuedAt: string | null
  /** A person is to come back, at a time or when it is the customer's turn. */
  readonly callBack: Extract<CustomerView, { kind: 'call_back' }> | null
  readonly rating: { readonly score: number; readonly words: string } | null
  /** Offered under the last message, gone as soon as anything else happens. */
  readonly quickReplies: readonly QuickReply[]
  readonly quickRepliesSeq: number
}

/** Fold the entries; the server's summary fills in what was before them. */
export function threadStory({ entries, summary }: Thread): ThreadStory {
  const start: ThreadStory = {
    questionType: summary?.questionType ?? 'other',
    queuedAt: null,
    callBack: null,
    rating: null,
    quickReplies: [],
    quickRepliesSeq: 0,
  }
  const story = entries.reduce(step, start)
  return { ...story, rating: story.rating ?? (summary?.rating ? { score: summary.rating.score, words: '' } : null) }
}

function step(story: ThreadStory, { at, seq, view }: Thread['entries'][number]): ThreadStory {
  switch (view.kind) {
    case 'opened':
      return { ...story, questionType: view.questionType }
    case 'message':
      // An agent's words are the answer that was to come in the chat or by mail; a call they do not take the place of.
      if (view.from === 'agent' && story.callBack?.channel !== 'phone') story = { ...story, callBack: null }
      return { ...story, quickReplies: view.quickReplies, quickRepliesSeq: seq }
    case 'call_back':
      return { ...story, callBack: view }
    case 'call_back_cancelled':
      return { ...story, callBack: null }
    case 'called_back':
      return {
        ...story,
        callBack: view.reached || story.callBack === null || view.from === null ? null : { ...story.callBack, from: view.from, until: view.until },
      }
    case 'answer_rated':
      return { ...story, quickReplies: [] }
    case 'queued':
      return { ...story, queuedAt: at, quickReplies: [] }
    case 'passed_on':
      return { ...story, queuedAt: view.name === null ? at : null }
    case 'joined_by':
      return { ...story, queuedAt: null, quickReplies: [] }
    case 'returned_to_bot':
    case 'resolved':
      return { ...story, queuedAt: null, callBack: null, quickReplies: [] }
    case 'closed':
      return { ...story, callBack: null, quickReplies: [] }
    case 'rated':
      return { ...story, rating: { score: view.score, words: view.words } }
    case 'continued':
    case 'reopened':
    case 'transaction':
    case 'redacted':
    case 'signed_in':
      return story
  }
}
