import { loadsOf, type Load, type UsualHour } from '@yingda/domain/routing/call-back-times.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** Four weeks: each hour of the week has been four times. */
const USUAL_DAYS = 28
/** What is usual in four weeks does not change within minutes, and everybody who opens the form asks for it. */
const KEPT_MS = 10 * 60_000

/** Which hours of the week are quiet or busy in a line: `1-9` = Monday at nine, by the clock of the desk, as PostgreSQL counts days. */
export type Loads = ReadonlyMap<string, Load>

/** By team and clock, for this process alone: another may have counted some minutes earlier. */
const kept = new Map<string, { atMs: number; loads: Promise<Loads> }>()

/** By the stays of the last four weeks, counted some minutes ago at most. */
export async function usualLoads(ctx: QueryContext, teamId: TeamId | null, timeZone: string): Promise<Loads> {
  if (teamId === null) return new Map()
  const [key, nowMs] = [`${teamId} ${timeZone}`, ctx.now.getTime()]
  const last = kept.get(key)
  if (last !== undefined && Math.abs(nowMs - last.atMs) < KEPT_MS) return last.loads
  const loads = countLoads(ctx, teamId, timeZone)
  kept.set(key, { atMs: nowMs, loads })
  // What could not be counted is counted again by whoever asks next.
  loads.catch(() => kept.delete(key))
  return loads
}

async function countLoads(ctx: QueryContext, teamId: TeamId, timeZone: string): Promise<Loads> {
  const { rows } = await sql<UsualHour & { hour: string }>`
    select extract(isodow from l.entered_at at time zone ${timeZone}) || '-' || extract(hour from l.entered_at at time zone ${timeZone}) as hour,
      count(*) as stays, sum(extract(epoch from l.left_at - l.entered_at))::float8 as "waitedSeconds"
    from line_stay l where l.team_id = ${teamId} and l.how in ('served', 'left')
      and l.entered_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${USUAL_DAYS})
    group by 1`.execute(ctx.db)
  return loadsOf(new Map(rows.map(({ hour, stays, waitedSeconds }) => [hour, { stays, waitedSeconds }])))
}
