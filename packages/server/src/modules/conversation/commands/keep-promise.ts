/** What becomes of an answer that is late: it is said in the stream, and whoever stays silent loses the conversation. */
import { isResolving } from '@yingda/domain/conversation/resolving.ts'
import { decideRelease } from '@yingda/domain/conversation/decide.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { isOnThePhone, markObligation, markResolution, type ObligationRecord, type ResolutionRecord } from '../../obligation/api.ts'
import { goneStaff } from '../../workforce/api.ts'
import { applyEntries, entriesOf } from '../apply-entries.ts'
import { mendClock } from '../keep-clocks.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'
import { lineOf } from '../team-of.ts'
import { requestPerson } from './request-person.ts'

/** Say once that this answer is due soon, or was not given in time. Answered meanwhile: nothing is said. */
export async function tellPromise(ctx: CommandContext, obligation: ObligationRecord, what: 'warned' | 'overdue'): Promise<void> {
  const row = await lockOwing(ctx, obligation)
  if (row === null || !(await markObligation(ctx, obligation.id, what))) return
  const data = { promise: obligation.kind, dueAt: obligation.due_at.toISOString() }
  await applyEntries(ctx, row, [{ entry: what === 'warned' ? { type: 'promise.at_risk', data } : { type: 'promise.missed', data } }])
}

/**
 * The same of what people have: to be resolved soon, or not resolved in time. Done, or the customer's turn, meanwhile: nothing is
 * said. A clock that a server of an earlier version has left running, which knows of none, is stopped.
 */
export async function tellResolution(ctx: CommandContext, { conversation_id: id }: ResolutionRecord, what: 'warned' | 'overdue'): Promise<void> {
  const row = await lockConversation(ctx, id)
  if (!isResolving(stateOf(row))) return mendClock(ctx, id)
  const dueAt = await markResolution(ctx, id, what)
  if (dueAt === null) return
  const data = { promise: 'resolution' as const, dueAt: dueAt.toISOString() }
  await applyEntries(ctx, row, [{ entry: what === 'warned' ? { type: 'promise.at_risk', data } : { type: 'promise.missed', data } }])
}

/** A person answers what the bot has not. Answered, or with people, meanwhile: nothing changes. @throws Refused `team.not_found` */
export async function handOverFromSilentBot(ctx: CommandContext, obligation: ObligationRecord): Promise<void> {
  const row = await lockOwing(ctx, obligation)
  if (row !== null) await requestPerson(ctx, { conversationId: row.id, reason: 'bot_silent', summary: null })
}

/**
 * Take the conversation from the agent who owes this answer and put it back into line, where it keeps its place.
 *
 * @returns who has lost it; null when it was answered meanwhile, or he is just writing, or calling
 */
export async function releaseFromSilent(ctx: CommandContext, obligation: ObligationRecord): Promise<StaffId | null> {
  const row = await lockHeldOwing(ctx, obligation)
  return row === null || (await isTyping(ctx, row)) || (await isOnThePhone(ctx, obligation)) ? null : release(ctx, row, 'agent_silent')
}

/** The same from an agent who is gone. Null also when he is back. */
export async function releaseFromGone(ctx: CommandContext, obligation: ObligationRecord): Promise<StaffId | null> {
  const row = await lockHeldOwing(ctx, obligation)
  const isGone = row !== null && (await goneStaff(ctx.db, [row.assignee_id])).has(row.assignee_id)
  return isGone ? release(ctx, row, 'agent_gone') : null
}

async function release(ctx: CommandContext, row: Held, why: 'agent_silent' | 'agent_gone'): Promise<StaffId | null> {
  const entries = entriesOf(decideRelease(stateOf(row), why, await lineOf(ctx, row)))
  if (entries.length === 0) return null
  await applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
  return row.assignee_id
}

type Held = ConversationRecord & { assignee_id: StaffId }

/** The conversation, if it still owes just this and the owner still holds it. */
async function lockHeldOwing(ctx: CommandContext, obligation: ObligationRecord): Promise<Held | null> {
  const row = await lockOwing(ctx, obligation)
  if (row?.assignee_id == null || row.assignee_id !== obligation.owner_id) return null
  return { ...row, assignee_id: row.assignee_id }
}

/** The conversation, if it still owes just this. */
async function lockOwing(ctx: CommandContext, obligation: ObligationRecord): Promise<ConversationRecord | null> {
  const row = await lockConversation(ctx, obligation.conversation_id)
  return row.obligation_id === obligation.id ? row : null
}

async function isTyping(ctx: CommandContext, { id, assignee_id }: ConversationRecord): Promise<boolean> {
  const { rows } = await sql`select from participant where conversation_id = ${id} and party = ${assignee_id}::text and typing_until > now()`.execute(ctx.db)
  return rows.length > 0
}
