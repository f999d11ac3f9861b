import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** How many wait for a person, and since when the one who waits longest; teams without anybody are left out. Counts alone. */
export async function waitingByTeam({ db }: QueryContext): Promise<Map<TeamId, { waiting: number; longestSince: Date }>> {
  const { rows } = await sql<{ team_id: TeamId; waiting: number; longest_since: Date }>`
    select team_id, count(*) as waiting, min(queued_at) as longest_since from conversation
    where status = 'waiting' and team_id is not null group by team_id`.execute(db)
  return new Map(rows.map(({ team_id, waiting, longest_since: longestSince }) => [team_id, { waiting, longestSince }]))
}
