import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

type Answer = NonNullable<ConversationRow['promise']>
type Resolution = NonNullable<ConversationRow['resolution']>

/** The answer a person owes now. What the bot owes presses nobody here; what is put off need not be answered before. */
export const answerOwed = ({ promise, status }: ConversationRow): Answer | null =>
  promise === null || promise.kind === 'bot_reply' || status === 'snoozed' ? null : promise

/** Of the answer that a person owes and of what is to be resolved, whose clock putting off does not stop, the one that runs out first. */
export function owedFirst(row: ConversationRow): Answer | Resolution | null {
  const answer = answerOwed(row)
  const { resolution } = row
  if (answer === null || resolution === null) return answer ?? resolution
  return answer.dueAt <= resolution.dueAt ? answer : resolution
}
