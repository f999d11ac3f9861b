import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

export type ReplyHint = 'replyPlaceholder' | 'replyTakes' | 'replyReopens' | 'replyBeside'

/** What sending will do besides: an answer takes what nobody holds, reopens what has ended, and goes out beside a colleague who holds it. */
export function replyHint({ status, assignee }: Pick<ConversationRow, 'status' | 'assignee'>, myId: string): ReplyHint {
  if (status === 'resolved') return 'replyReopens'
  if (status === 'bot' || status === 'waiting' || assignee === null) return 'replyTakes'
  return assignee.id === myId ? 'replyPlaceholder' : 'replyBeside'
}
