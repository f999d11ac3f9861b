/** A person comes back to who waits: asked for, called off, made. */
import {
  decideCallBack,
  decideCalledBack,
  decideCancelCallBack,
  decideShowNumber,
  dialledNumber,
  maskedNumber,
} from '@yingda/domain/conversation/decide-call-back.ts'
import { slotAt } from '@yingda/domain/routing/call-back-times.ts'
import { ALWAYS_OPEN } from '@yingda/domain/sla/business-time.ts'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { isFull } from '../queries/arranged.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation, setCallBackNumber } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'

export type RequestCallBack = { conversationId: ConversationId; channel: CallBackChannel; number: string | null; from: string | null }

/**
 * Who waits need not stay: the place in line is kept, and a person comes back at a time within the team's hours, or when
 * it is the customer's turn. The answer stays owed, from then on by the end of that time. Asked again, it changes.
 *
 * @throws Refused `conversation.not_found` | `conversation.not_waiting` | `call_back.number_invalid` | `call_back.time_not_offered`
 */
export async function requestCallBack(ctx: CommandContext, { conversationId, channel, number, from }: RequestCallBack): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const dialled = channel === 'phone' ? dialledNumber(number ?? '') : null
  if (channel === 'phone' && dialled === null) throw new Refused('call_back.number_invalid')
  const time = await timeAt(ctx, row, from)
  const wanted = { channel, ...time, number: dialled === null ? null : maskedNumber(dialled) }
  const entries = entriesOf(decideCallBack(stateOf(row), wanted, { before: row.call_back_number, now: dialled }))
  if (dialled !== null) await setCallBackNumber(ctx, conversationId, dialled)
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/** Nothing to call off changes nothing. @throws Refused `conversation.not_found` */
export async function cancelCallBack(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  return applyEntries(
    ctx,
    row,
    entriesOf(decideCancelCallBack(stateOf(row))).map((entry) => ({ entry })),
  )
}

/**
 * Whoever holds it has called. Reached, the customer is answered. Not reached, it is tried again at a time, from the line and
 * with the place kept; or no more, and an answer is owed in writing.
 *
 * @throws Refused `conversation.not_found` | `conversation.no_call_back` | `conversation.already_assigned` | `call_back.time_not_offered`
 */
export async function tellCalledBack(
  ctx: CommandContext,
  { conversationId, reached, again }: { conversationId: ConversationId; reached: boolean; again: string | null },
): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const time = reached || again === null ? null : await timeAt(ctx, row, again)
  return applyEntries(
    ctx,
    row,
    entriesOf(decideCalledBack(stateOf(row), { reached, again: time, by: staffOf(ctx) })).map((entry) => ({ entry })),
  )
}

/**
 * The number in full, for whoever holds the conversation and is to dial it; that it was shown stands in the record.
 *
 * @throws Refused `conversation.not_found` | `conversation.no_call_back` | `conversation.already_assigned` | `permission.denied`
 */
export async function showCallBackNumber(ctx: CommandContext, { conversationId }: { conversationId: ConversationId }): Promise<string> {
  const row = await lockConversation(ctx, conversationId)
  const entries = entriesOf(decideShowNumber(stateOf(row), staffOf(ctx)))
  if (row.call_back_number === null) throw new Refused('conversation.no_call_back')
  await applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
  return row.call_back_number
}

const staffOf = ({ actor }: CommandContext): StaffId | null => (actor.kind === 'staff' ? actor.staffId : null)

/** The half hour that begins then, if it is one of the team's and has room. */
async function timeAt(ctx: CommandContext, row: ConversationRecord, from: string | null): Promise<{ from: string | null; until: string | null }> {
  if (from === null) return { from: null, until: null }
  const slot = slotAt(await hoursOf(ctx, row.team_id), Date.parse(from), ctx.now.getTime())
  if (slot === null || (await isFull(ctx, row, slot))) throw new Refused('call_back.time_not_offered')
  return { from: new Date(slot.fromMs).toISOString(), until: new Date(slot.untilMs).toISOString() }
}

const hoursOf = async (ctx: CommandContext, teamId: TeamId | null) =>
  teamId === null ? ALWAYS_OPEN : ((await calendarsOfTeams(ctx, [teamId])).get(teamId) ?? ALWAYS_OPEN)
