import { decideHandover } from '@yingda/domain/conversation/decide.ts'
import type { HandoverReason, QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import { packSummary } from '../summary-text.ts'
import { lineFor, lineOf } from '../team-of.ts'

export type RequestPerson = {
  conversationId: ConversationId
  reason: HandoverReason
  /** For the agent: what was asked and tried. */
  summary: Bilingual | null
  /** An account, a person or money is in danger: before all others in line. */
  urgent?: boolean
  /** What the question turned out to be about; it goes to that team. */
  questionType?: QuestionType | undefined
}

/**
 * Put the conversation in line for a person. Already in line or with one: nothing changes, so it may be asked twice.
 *
 * @throws Refused `conversation.not_found` | `team.not_found` (no team exists yet)
 */
export async function requestPerson(ctx: CommandContext, { conversationId, reason, summary, urgent, questionType }: RequestPerson): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const turnedOut = questionType === undefined || questionType === row.question_type ? null : await lineFor(ctx, questionType)
  const teamId = turnedOut ?? (await lineOf(ctx, row))
  if (teamId === null) throw new Refused('team.not_found')
  const entries = entriesOf(decideHandover(stateOf(row), { teamId, reason, urgent, questionType }))
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry, text: packSummary(summary) })),
  )
}
