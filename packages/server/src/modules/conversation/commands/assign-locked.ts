import { decideAssignment } from '@yingda/domain/conversation/decide.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import type { Agent } from '../../identity/api.ts'
import { applyEntries, entriesOf, type Applied } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import type { ConversationRecord } from '../tables.ts'

export async function isAnybodyWaiting(ctx: QueryContext): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`select exists (select from conversation where status = 'waiting') as waiting`.execute(ctx.db)
  return rows[0]?.waiting === true
}

/** The longest waiting of these teams, locked; what somebody else holds just now is left out. */
export async function lockWaiting(ctx: CommandContext, teamIds: readonly TeamId[], most: number): Promise<ConversationRecord[]> {
  const { rows } = await sql<ConversationRecord>`
    select * from conversation where status = 'waiting' and team_id = any(${teamIds}::uuid[])
    order by queued_at, id limit ${most} for no key update skip locked`.execute(ctx.db)
  return rows
}

/** Conversations that need each agent now. The caller holds the agents' locks, else the count is a guess. */
export async function countOpenByAgent(ctx: QueryContext, agentIds: readonly StaffId[]): Promise<Map<StaffId, number>> {
  const { rows } = await sql<{ assignee_id: StaffId; open: number }>`
    select assignee_id, count(*) as open from conversation where assignee_id = any(${agentIds}::uuid[]) and status = 'assigned' group by assignee_id`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.assignee_id, row.open]))
}

/** Assign a conversation whose row, and whose agent, the caller has locked and counted. */
export async function assignLocked(ctx: CommandContext, row: ConversationRecord, agent: Agent, how: 'given' | 'routed'): Promise<Applied> {
  const entries = entriesOf(decideAssignment(stateOf(row), { agent, active: 0, capacity: agent.capacity, how }))
  return applyEntries(
    ctx,
    row,
    entries.map((entry) => ({ entry })),
  )
}
