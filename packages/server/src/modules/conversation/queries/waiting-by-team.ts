import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import { inLineNow } from './standing.ts'

/**
 * How many stand in line for a person, and since when the one who stands longest; teams without anybody are left out.
 * Who is called back at a time of his own stands in line from then on. Counts alone.
 */
export async function waitingByTeam(ctx: QueryContext): Promise<Map<TeamId, { waiting: number; longestSince: Date }>> {
  const { rows } = await sql<{ team_id: TeamId; waiting: number; longest_since: Date }>`
    select c.team_id, count(*) as waiting, min(greatest(c.queued_at, c.call_back_from)) as longest_since from conversation c
    where ${inLineNow(ctx, 'c')} and c.team_id is not null group by c.team_id`.execute(ctx.db)
  return new Map(rows.map(({ team_id, waiting, longest_since: longestSince }) => [team_id, { waiting, longestSince }]))
}
