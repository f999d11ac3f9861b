/** Commands that only lock, decide, save and record: one line of decision each. */
import {
  decideAwaitCustomer,
  decideCloseByTime,
  decideReopenByAgent,
  decideResolve,
  decideReturnToBot,
  decideRestriction,
  decideSnooze,
  decideWake,
  type Decision,
} from '@yingda/domain/conversation/decide.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import type { Outcome } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { addJob } from '../../../platform/jobs.ts'
import { listColleagues } from '../../identity/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { mayHold } from '../reach.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import { newHomes } from '../team-of.ts'
import { REOPEN_WINDOW_MS } from '@yingda/domain/conversation/decide.ts'

export const WAKE_JOB = 'conversation.wake'
export const CLOSE_JOB = 'conversation.close'
const WAKES_WITHIN_MS = 5000

async function change(ctx: CommandContext, id: ConversationId, decide: (state: ConversationState) => Decision): Promise<Applied> {
  const row = await lockConversation(ctx, id)
  return applyEntries(
    ctx,
    row,
    entriesOf(decide(stateOf(row))).map((entry) => ({ entry })),
  )
}

/** @throws Refused `conversation.not_found` | `conversation.closed` */
export async function resolveConversation(ctx: CommandContext, input: { conversationId: ConversationId; outcome: Outcome }): Promise<Applied> {
  const applied = await change(ctx, input.conversationId, (state) => decideResolve(state, input.outcome))
  await addJob(ctx, {
    name: CLOSE_JOB,
    payload: { conversationId: input.conversationId },
    runAt: new Date(ctx.now.getTime() + REOPEN_WINDOW_MS + 60_000),
    key: `${CLOSE_JOB}:${input.conversationId}`,
  })
  return applied
}

/** @throws Refused `conversation.not_found` | `conversation.closed` | `conversation.already_open` */
export async function reopenConversation(ctx: CommandContext & { actor: StaffActor }, input: { conversationId: ConversationId }): Promise<Applied> {
  const { staffId, name, teamIds } = ctx.actor
  const row = await lockConversation(ctx, input.conversationId)
  const home = (await newHomes(ctx, [row])).get(row.id)
  const entries = entriesOf(decideReopenByAgent(stateOf(row), { id: staffId, name, teamIds }, home))
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/** @throws Refused `conversation.not_found` | `conversation.closed` (nobody holds it) | `request.invalid` (a time gone by) */
export async function snoozeConversation(ctx: CommandContext, input: { conversationId: ConversationId; until: string }): Promise<Applied> {
  const applied = await change(ctx, input.conversationId, (state) => decideSnooze(state, { until: input.until, nowMs: ctx.now.getTime() }))
  await wakeLater(ctx, input.conversationId, Date.parse(input.until) - ctx.now.getTime())
  return applied
}

/** Jobs wait by the database's clock. */
const wakeLater = (ctx: CommandContext, conversationId: ConversationId, afterMs: number): Promise<void> =>
  addJob(ctx, { name: WAKE_JOB, payload: { conversationId }, afterMs, key: `${WAKE_JOB}:${conversationId}` })

/** End a snooze. `time` wakes only what is due: a later snooze stands, and by a clock that is behind it is come back to. */
export async function wakeConversation(
  ctx: CommandContext,
  { conversationId, why }: { conversationId: ConversationId; why: 'time' | 'agent' },
): Promise<Applied> {
  let earlyByMs = 0
  const applied = await change(ctx, conversationId, (state) => {
    if (why === 'time' && state.snoozedUntil !== null) earlyByMs = Math.max(0, Date.parse(state.snoozedUntil) - ctx.now.getTime())
    return earlyByMs > 0 ? { entries: [] } : decideWake(state, why)
  })
  if (earlyByMs > 0) await wakeLater(ctx, conversationId, earlyByMs)
  return applied
}

/** What should have come back by now, and whose job has not done it. */
export async function overslept(ctx: QueryContext, most: number): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select id from conversation where snoozed_until <= ${new Date(ctx.now.getTime() - WAKES_WITHIN_MS)} order by snoozed_until limit ${most}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The next word is the customer's: no answer is owed until then. */
export function awaitCustomer(ctx: CommandContext, input: { conversationId: ConversationId }): Promise<Applied> {
  return change(ctx, input.conversationId, decideAwaitCustomer)
}

/** The customer waits for a person no longer: out of line, and no answer is owed. @throws Refused `conversation.not_waiting` (a person has it, or it has ended) */
export function returnToBot(ctx: CommandContext, input: { conversationId: ConversationId }): Promise<Applied> {
  return change(ctx, input.conversationId, decideReturnToBot)
}

/** Close what was resolved and stayed silent for the whole window; does nothing otherwise. */
export function closeConversation(ctx: CommandContext, input: { conversationId: ConversationId }): Promise<Applied> {
  return change(ctx, input.conversationId, (state) => decideCloseByTime(state, ctx.now.getTime()))
}

/** Restricted conversations are seen only by permission. A holder who has none gives it back to his team's line. */
export async function restrictConversation(ctx: CommandContext, input: { conversationId: ConversationId; restricted: boolean }): Promise<Applied> {
  const colleagues = await listColleagues(ctx)
  return change(ctx, input.conversationId, (state) => {
    const holder = colleagues.find((colleague) => colleague.id === state.assigneeId)
    return decideRestriction(state, { restricted: input.restricted, holderMaySee: holder !== undefined && mayHold(holder, input) })
  })
}
