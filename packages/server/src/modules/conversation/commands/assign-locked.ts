/** What routing needs of the lines: which conversations wait, what their agents hold, and giving many out at once. */
import { decideAssignment, type Decision } from '@yingda/domain/conversation/decide.ts'
import { decideOffer } from '@yingda/domain/conversation/decide-offer.ts'
import type { DemandWithRoom } from '@yingda/domain/routing/fitting.ts'
import { workKindOf, type Weights } from '@yingda/domain/routing/weights.ts'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import type { Agent } from '../../identity/api.ts'
import { applyEntriesToAll, entriesOf } from '../apply-entries.ts'
import { inLineNow } from '../queries/standing.ts'
import { stateOf } from '../record-state.ts'
import type { ConversationRecord } from '../tables.ts'

export async function isAnybodyWaiting(ctx: QueryContext): Promise<boolean> {
  const { rows } = await sql<{
    waiting: boolean
  }>`select exists (select from conversation c where ${inLineNow(ctx, 'c')} and c.offered_to is null) as waiting`.execute(ctx.db)
  return rows[0]?.waiting === true
}

/**
 * The first in line of what can be given out, and is not offered to anybody, locked, in the order of the line: of each demand as many as it has
 * places, and which have waited long enough for them; of each team `most` at the most. What somebody else holds just now is left out.
 */
export async function lockWaiting(ctx: CommandContext, demands: readonly DemandWithRoom[], most: number): Promise<ConversationRecord[]> {
  const nowMs = ctx.now.getTime()
  const wanted = demands.map(({ waitedMs, ...demand }) => ({ ...demand, until: new Date(nowMs - waitedMs).toISOString(), most: Math.min(demand.places, most) }))
  const first = await sql<{ id: string }>`
    select id from (
      select one.id, one.line, row_number() over (partition by one."teamId" order by one.line, one.id) as place from (
        select distinct w.id, w.line, d."teamId"
        from json_to_recordset(${JSON.stringify(wanted)}::json) as d ("teamId" uuid, language text, "questionType" text, urgent boolean, care boolean, restricted boolean, until timestamptz, most integer)
      cross join lateral (
        select c.id, line_at(c.queued_at, c.question_type, c.urgent, c.care) as line from conversation c
        where ${inLineNow(ctx, 'c')} and c.offered_to is null and c.team_id = d."teamId" and c.language = d.language and c.question_type = d."questionType"
          and c.urgent = d.urgent and c.care = d.care and c.restricted = d.restricted
          and line_at(c.queued_at, c.question_type, c.urgent, c.care) <= line_at(d.until, d."questionType", d.urgent, d.care)
        order by line_at(c.queued_at, c.question_type, c.urgent, c.care), c.id limit d.most) w) one) x
    where place <= ${most}`.execute(ctx.db)
  if (first.rows.length === 0) return []
  const { rows } = await sql<ConversationRecord>`
    select c.* from conversation c where c.id = any(${first.rows.map((row) => row.id)}::uuid[]) and ${inLineNow(ctx, 'c')} and c.offered_to is null
    order by line_at(c.queued_at, c.question_type, c.urgent, c.care), c.id for no key update of c skip locked`.execute(ctx.db)
  return rows
}

/** What an agent holds that needs him now, by weight, what is offered to him included. */
export type Load = { load: number /** Of it, what is only offered. */; offered: number; hasOffer: boolean }

/** The load of each of these, by `weights`; who has none is missing. The caller holds the agents' locks, else it is a guess. */
export async function loadOfAgents(ctx: QueryContext, agentIds: readonly StaffId[], weights: Weights): Promise<Map<StaffId, Load>> {
  const { rows } = await sql<{ id: StaffId; offered: boolean; channel: CallBackChannel | null; count: number }>`
    select id, offered, channel, count(*) from (
      select assignee_id as id, false as offered, call_back_channel as channel from conversation where assignee_id = any(${agentIds}::uuid[]) and status = 'assigned'
      union all select offered_to, true, call_back_channel from conversation where offered_to = any(${agentIds}::uuid[])) c
    group by id, offered, channel`.execute(ctx.db)
  const loads = new Map<StaffId, Load>()
  for (const { id, offered, channel, count } of rows) {
    const before = loads.get(id) ?? { load: 0, offered: 0, hasOffer: false }
    const more = count * weights[workKindOf(channel)]
    loads.set(id, { load: before.load + more, offered: before.offered + (offered ? more : 0), hasOffer: before.hasOffer || offered })
  }
  return loads
}

/** When each of these last came to hold a conversation; who never did is missing. */
export async function lastHeldAt(ctx: QueryContext, agentIds: readonly StaffId[]): Promise<Map<StaffId, Date>> {
  const { rows } = await sql<{ id: StaffId; at: Date }>`
    select s.id, r.at from unnest(${agentIds}::uuid[]) as s (id) cross join lateral (
      select at from conversation_reach where staff_id = s.id and why = 'held' order by at desc limit 1) r`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.at]))
}

/** `acceptSeconds`: it is offered, and is his once he accepts it within that time; null = it is his at once. */
export type Routed = { row: ConversationRecord; agent: Agent; teamId: TeamId; acceptSeconds: number | null }

/** Give out, or offer, conversations whose rows, and whose agents, the caller has locked and counted. */
export async function assignAllLocked(ctx: CommandContext, planned: readonly Routed[]): Promise<void> {
  if (planned.length === 0) return
  const clockMs = planned.some((one) => one.acceptSeconds !== null) ? await databaseClockMs(ctx) : 0
  await applyEntriesToAll(
    ctx,
    planned.map((one) => ({ row: one.row, drafts: entriesOf(decisionOn(one, clockMs)).map((entry) => ({ entry })) })),
  )
}

function decisionOn({ row, agent, teamId, acceptSeconds }: Routed, clockMs: number): Decision {
  if (acceptSeconds === null) return decideAssignment(stateOf(row), { agent, active: 0, capacity: agent.capacity, how: 'routed', as: teamId })
  return decideOffer(stateOf(row), { agent, teamId, until: new Date(clockMs + acceptSeconds * 1000).toISOString() })
}

/** Offers run on the one clock that all servers share. */
async function databaseClockMs(ctx: CommandContext): Promise<number> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(ctx.db)
  return rows[0]?.at.getTime() ?? 0 // one row always
}
