import { closedDuring, SLOT_MS, type Slot } from '@yingda/domain/routing/call-back-times.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { listColleagues } from '../../identity/api.ts'
import type { ConversationRecord } from '../tables.ts'
import { inLineNow } from './standing.ts'
import { calendarsOfTeams } from '../../workforce/api.ts'

/** How many call-backs of this team are arranged by the instant at which they begin, without this conversation's own. */
export async function arrangedAt(ctx: QueryContext, { id, team_id }: { id: ConversationId; team_id: TeamId | null }): Promise<Map<number, number>> {
  const { rows } = await sql<{ at: Date; count: number }>`
    select call_back_from as at, count(*) as count from conversation
    where team_id = ${team_id} and call_back_from > ${ctx.now.toISOString()}::timestamptz and id <> ${id} group by call_back_from`.execute(ctx.db)
  return new Map(rows.map(({ at, count }) => [at.getTime(), count]))
}

/** In line again since the time that was arranged came, with the newest number of its stream. */
export async function arrivedInLine(ctx: QueryContext): Promise<Arrived[]> {
  const { rows } = await sql<Arrived>`
    select c.id, c.customer_id, c.team_id, c.question_type, c.urgent, c.care, c.call_back_from, s.last_seq
    from conversation c join stream s on s.id = c.id where c.call_back_from is not null and c.team_id is not null and ${inLineNow(ctx, 'c')}`.execute(ctx.db)
  return rows
}
export type Arrived = Pick<ConversationRecord, 'id' | 'customer_id' | 'question_type' | 'urgent' | 'care'> & {
  team_id: TeamId
  call_back_from: Date
  last_seq: number
}

/** A time is for as many as there are people in the team: each can be with one customer then. */
export async function mostAtOnce(ctx: QueryContext, teamId: TeamId | null): Promise<number> {
  const members = (await listColleagues(ctx)).filter(({ teamIds }) => teamId !== null && teamIds.includes(teamId))
  return Math.max(1, members.length)
}

/** Two who choose the last place at the same instant may both get it: the deadline holds for both. */
export async function isFull(ctx: QueryContext, conversation: { id: ConversationId; team_id: TeamId | null }, { fromMs }: Slot): Promise<boolean> {
  return ((await arrangedAt(ctx, conversation)).get(fromMs) ?? 0) >= (await mostAtOnce(ctx, conversation.team_id))
}

type Arranged = Slot & { teamId: TeamId; ids: ConversationId[] }

/**
 * Who waits to be called back at a time that is not over and at which the line does not answer: its hours are others since it
 * was arranged, or it is in another line. Hours are asked for once a line, whatever number is arranged in it.
 */
export async function arrangedWhileClosed(ctx: QueryContext): Promise<ConversationId[]> {
  const { rows } = await sql<{ teamId: TeamId; from: Date; until: Date; ids: ConversationId[] }>`
    select team_id as "teamId", call_back_from as "from", call_back_until as "until", array_agg(id order by queued_at, id) as ids from conversation
    where call_back_from > ${ctx.now.toISOString()}::timestamptz - make_interval(secs => ${SLOT_MS / 1000})
      and call_back_until > ${ctx.now.toISOString()}::timestamptz and status = 'waiting'
    group by team_id, call_back_from, call_back_until order by call_back_from, team_id`.execute(ctx.db)
  const arranged = rows.map(({ from, until, ...one }): Arranged => ({ ...one, fromMs: from.getTime(), untilMs: until.getTime() }))
  const byTeam = Map.groupBy(arranged, ({ teamId }) => teamId)
  const calendars = await calendarsOfTeams(ctx, [...byTeam.keys()])
  return [...calendars].flatMap(([teamId, calendar]) => closedDuring(calendar, byTeam.get(teamId) ?? []).flatMap(({ ids }) => ids))
}
