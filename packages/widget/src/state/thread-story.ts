/** What a thread's entries amount to beside who answers: what it is about, since when it waits, what is offered, how it was rated. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { QuickReply } from '@yingda/protocol/entries/views.ts'
import type { Thread } from './thread.ts'

export type ThreadStory = {
  readonly questionType: QuestionType
  readonly queuedAt: string | null
  readonly rating: { readonly score: number; readonly words: string } | null
  /** Offered under the last message, gone as soon as anything else happens. */
  readonly quickReplies: readonly QuickReply[]
  readonly quickRepliesSeq: number
}

/** Fold the entries; the server's summary fills in what was before them. */
export function threadStory({ entries, summary }: Thread): ThreadStory {
  const start: ThreadStory = { questionType: summary?.questionType ?? 'other', queuedAt: null, rating: null, quickReplies: [], quickRepliesSeq: 0 }
  const story = entries.reduce(step, start)
  return { ...story, rating: story.rating ?? (summary?.rating ? { score: summary.rating.score, words: '' } : null) }
}

function step(story: ThreadStory, { at, seq, view }: Thread['entries'][number]): ThreadStory {
  switch (view.kind) {
    case 'opened':
      return { ...story, questionType: view.questionType }
    case 'message':
      return { ...story, quickReplies: view.quickReplies, quickRepliesSeq: seq }
    case 'answer_rated':
      return { ...story, quickReplies: [] }
    case 'queued':
      return { ...story, queuedAt: at, quickReplies: [] }
    case 'passed_on':
      return { ...story, queuedAt: view.name === null ? at : null }
    case 'returned_to_bot':
    case 'joined_by':
    case 'resolved':
      return { ...story, queuedAt: null, quickReplies: [] }
    case 'closed':
      return { ...story, quickReplies: [] }
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
