/** What routing needs of the lines: which conversations wait, what their agents hold, and giving many out at once. */
import { decideAssignment } from '@yingda/domain/conversation/decide.ts'
import { CHANNEL_WEIGHT } from '@yingda/domain/routing/agent-on-shift.ts'
import type { Demand } from '@yingda/domain/routing/fitting.ts'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import type { Agent } from '../../identity/api.ts'
import { applyEntriesToAll, entriesOf } from '../apply-entries.ts'
import { inLineNow } from '../queries/standing.ts'
import { stateOf } from '../record-state.ts'
import type { ConversationRecord } from '../tables.ts'

export async function isAnybodyWaiting(ctx: QueryContext): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`select exists (select from conversation c where ${inLineNow(ctx, 'c')}) as waiting`.execute(ctx.db)
  return rows[0]?.waiting === true
}

/**
 * The first in line of what can be given out, locked, in the order of the line: of each demand as many as it has
 * places, of each team `most` at the most. What somebody else holds just now is left out.
 */
export async function lockWaiting(ctx: CommandContext, demands: readonly (Demand & { places: number })[], most: number): Promise<ConversationRecord[]> {
  const wanted = demands.map((demand) => ({ ...demand, most: Math.min(demand.places, most) }))
  const first = await sql<{ id: string }>`
    select id from (
      select w.id, w.line, row_number() over (partition by d."teamId" order by w.line, w.id) as place
      from json_to_recordset(${JSON.stringify(wanted)}::json) as d ("teamId" uuid, language text, "questionType" text, urgent boolean, restricted boolean, most integer)
      cross join lateral (
        select c.id, line_at(c.queued_at, c.question_type, c.urgent) as line from conversation c
        where ${inLineNow(ctx, 'c')} and c.team_id = d."teamId" and c.language = d.language and c.question_type = d."questionType"
          and c.urgent = d.urgent and c.restricted = d.restricted
        order by line_at(c.queued_at, c.question_type, c.urgent), c.id limit d.most) w) x
    where place <= ${most}`.execute(ctx.db)
  if (first.rows.length === 0) return []
  const { rows } = await sql<ConversationRecord>`
    select c.* from conversation c where c.id = any(${first.rows.map((row) => row.id)}::uuid[]) and ${inLineNow(ctx, 'c')}
    order by line_at(c.queued_at, c.question_type, c.urgent), c.id for no key update of c skip locked`.execute(ctx.db)
  return rows
}

/** The weight of what needs each agent now. The caller holds the agents' locks, else it is a guess. */
export async function loadOfAgents(ctx: QueryContext, agentIds: readonly StaffId[]): Promise<Map<StaffId, number>> {
  const { rows } = await sql<{ assignee_id: StaffId; channel: ConversationRecord['channel']; open: number }>`
    select assignee_id, channel, count(*) as open from conversation
    where assignee_id = any(${agentIds}::uuid[]) and status = 'assigned' group by assignee_id, channel`.execute(ctx.db)
  const loads = new Map<StaffId, number>()
  for (const row of rows) loads.set(row.assignee_id, (loads.get(row.assignee_id) ?? 0) + row.open * CHANNEL_WEIGHT[row.channel])
  return loads
}

/** When each of these last came to hold a conversation; who never did is missing. */
export async function lastHeldAt(ctx: QueryContext, agentIds: readonly StaffId[]): Promise<Map<StaffId, Date>> {
  const { rows } = await sql<{ id: StaffId; at: Date }>`
    select s.id, r.at from unnest(${agentIds}::uuid[]) as s (id) cross join lateral (
      select at from conversation_reach where staff_id = s.id and why = 'held' order by at desc limit 1) r`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.at]))
}

/** Route conversations whose rows, and whose agents, the caller has locked and counted. */
export async function assignAllLocked(ctx: CommandContext, planned: readonly { row: ConversationRecord; agent: Agent }[]): Promise<void> {
  if (planned.length === 0) return
  await applyEntriesToAll(
    ctx,
    planned.map(({ row, agent }) => {
      const entries = entriesOf(decideAssignment(stateOf(row), { agent, active: 0, capacity: agent.capacity, how: 'routed' }))
      return { row, drafts: entries.map((entry) => ({ entry })) }
    }),
  )
}
