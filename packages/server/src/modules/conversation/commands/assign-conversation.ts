import { decideAssignment, decideTransfer } from '@yingda/domain/conversation/decide.ts'
import { workKindOf } from '@yingda/domain/routing/weights.ts'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { listColleagues, lockStaff, type Agent } from '../../identity/api.ts'
import { capacityWeights } from '../../workforce/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { mayHold } from '../reach.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import type { ConversationRecord } from '../tables.ts'
import { lineOf } from '../team-of.ts'
import { loadOfAgents } from './assign-locked.ts'

export type AssignConversation = {
  conversationId: ConversationId
  agentId: StaffId
  how: 'taken' | 'given' | 'routed' /** Taking also from a colleague who holds it. */
  mayTakeOver?: boolean
}

/**
 * Hand an open conversation to one agent. Assigning it to its present holder changes nothing.
 *
 * Lock order: conversation, then agent. The agent lock keeps the capacity check honest; without it two routers could
 * each count the same last free slot and both take it.
 *
 * @throws Refused `conversation.not_found` | `conversation.closed` | `conversation.already_assigned` | `agent.not_found` | `agent.not_allowed` | `agent.at_capacity`
 */
export async function assignConversation(ctx: CommandContext, { conversationId, agentId, how, mayTakeOver = false }: AssignConversation): Promise<Applied> {
  const row = await lockConversation(ctx, conversationId)
  const agent = await lockStaff(ctx, agentId)
  refuseUnseeing(agent, row)
  const weights = await capacityWeights(ctx)
  const weight = weights[workKindOf(row.call_back_channel)]
  const load = (await loadOfAgents(ctx, [agentId], weights)).get(agentId)?.load ?? 0
  const active = load - (row.offered_to === agentId ? weight : 0) // what is kept for just this one
  const entries = entriesOf(decideAssignment(stateOf(row), { agent, active, weight, capacity: agent.capacity, how, mayTakeOver }))
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}

/** @throws Refused `agent.not_allowed` */
export function refuseUnseeing(agent: Agent, row: ConversationRecord): void {
  if (!mayHold(agent, row)) throw new Refused('agent.not_allowed', { name: agent.name })
}

/** Conversations an agent holds that need him now; snoozed ones and those waiting for the customer do not count. */
export async function countOpenAssignedTo(ctx: CommandContext, agentId: StaffId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from conversation where assignee_id = ${agentId} and status = 'assigned'`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

/** Everything this agent holds goes back into the line of its team, keeping its place. Again: nothing is left to hand back. */
export const handBackAll = (ctx: CommandContext, agentId: StaffId): Promise<number> => handBack(ctx, agentId, sql<boolean>`true`)

/** The same of what this agent may not see any more: his role was another when he got it. */
export async function handBackUnseen(ctx: CommandContext, agentId: StaffId): Promise<number> {
  const agent = (await listColleagues(ctx)).find(({ id }) => id === agentId)
  return agent === undefined || mayHold(agent, { restricted: true }) ? 0 : handBack(ctx, agentId, sql<boolean>`restricted`)
}

async function handBack(ctx: CommandContext, agentId: StaffId, which: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<ConversationRecord>`
    select * from conversation where assignee_id = ${agentId} and status in ('assigned', 'snoozed', 'awaiting_customer') and ${which}
    order by id for no key update`.execute(ctx.db)
  for (const row of rows) {
    const teamId = await lineOf(ctx, row)
    if (teamId === null) throw new Refused('team.not_found')
    await applyEntries(
      ctx,
      row,
      entriesOf(decideTransfer(stateOf(row), { teamId, agent: null })).map((entry) => ({ entry })),
    )
  }
  return rows.length
}
