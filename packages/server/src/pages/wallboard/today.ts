import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { isKept, isMissed, isResolvedInTime, isUnresolvedInTime } from '../../modules/obligation/api.ts'
import type { QueryContext } from '../../platform/command.ts'

export type Today = { teamId: TeamId; ended: number; kept: number; missed: number }

/** What came of this day so far, by team: conversations that ended, promises of people that ended, kept or not. */
export async function readToday(ctx: QueryContext, timeZone: string): Promise<Today[]> {
  const midnight = sql`date_trunc('day', ${ctx.now.toISOString()}::timestamptz at time zone ${timeZone}) at time zone ${timeZone}`
  const { rows } = await sql<Today>`
    select team_id as "teamId", sum(ended)::int as ended, sum(kept)::int as kept, sum(missed)::int as missed from (
      select team_id, count(*) as ended, 0 as kept, 0 as missed from conversation
      where status = 'resolved' and resolved_at >= ${midnight} group by team_id
      union all
      select c.team_id, 0, count(*) filter (where ${isKept('o', ctx.now)}), count(*) filter (where ${isMissed('o', ctx.now)})
      from obligation o join conversation c on c.id = o.conversation_id
      where not o.open and o.closed_at >= ${midnight} and o.kind <> 'bot_reply' group by c.team_id
      union all
      select c.team_id, 0, count(*) filter (where ${isResolvedInTime('r')}), count(*) filter (where ${isUnresolvedInTime('r', ctx.now)})
      from resolution r join conversation c on c.id = r.conversation_id where r.ended_at >= ${midnight} group by c.team_id) day
    where team_id is not null group by team_id`.execute(ctx.db)
  return rows
}
