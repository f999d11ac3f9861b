import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import type { LineFacts, Pace } from '@yingda/domain/routing/estimate.ts'
import { PRIORITIES, type Priority } from '@yingda/domain/conversation/owed.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** What of a team's line is the same for everybody in it. */
export type LineHistory = { recent: Pace; earlier: Pace; leavingPerSecond: number; perSecond: Readonly<Record<Priority, number>> }

const RECENT_MINUTES = 10
const CAME_MINUTES = 5
const EARLIER_HOURS = 24
/** Before people have waited so long, all together, one who left early says little. */
const LEAST_WAITED_SECONDS = 3600
/** Whoever is served at the router's next look has not waited: a line in which nobody does has no pace. */
const LEAST_WAIT_SECONDS = 2

type Row = {
  team_id: TeamId
  served_recently: number
  served_earlier: number
  left: number
  /** Seconds that everybody has waited, all together. */
  waited: number
  busy_recently: number
  busy_earlier: number
  places_recently: number | null
  places_earlier: number | null
} & Record<Priority, number>

/**
 * How these lines moved in the last minutes and in the day before, and who came. The pace is counted while somebody
 * waits, from the moment at which one has waited a little: before that, a free place may have been there all along.
 */
export async function lineHistories(ctx: QueryContext, teamIds: readonly TeamId[]): Promise<Map<TeamId, LineHistory>> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const recently = sql`date_trunc('minute', ${now}) - make_interval(mins => ${RECENT_MINUTES})`
  const earliest = sql`date_trunc('minute', ${now}) - make_interval(hours => ${EARLIER_HOURS})`
  const little = sql`make_interval(secs => ${LEAST_WAIT_SECONDS})`
  const seconds = (from: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8 from unnest(stays.busy * tstzmultirange(tstzrange(${from}, ${until}))) r)`
  const { rows } = await sql<Row>`
    select t.team_id, stays.served_recently, stays.served_earlier, stays.left, stays.waited,
      ${seconds(recently, now)} as busy_recently, ${seconds(earliest, recently)} as busy_earlier, pace.*, came.*
    from unnest(${[...teamIds]}::uuid[]) as t (team_id)
    cross join lateral (
      select count(*) filter (where s.how = 'served' and s.waited > ${little} and s.left_at >= ${recently}) as served_recently,
        count(*) filter (where s.how = 'served' and s.waited > ${little} and s.left_at < ${recently}) as served_earlier,
        count(*) filter (where s.how in ('left', 'call_back')) as left,
        coalesce(sum(extract(epoch from s.waited)), 0)::float8 as waited,
        range_agg(tstzrange(greatest(s.entered_at + ${little}, ${earliest}), s.until)) filter (where s.waited > ${little}) as busy
      from (select l.*, coalesce(l.left_at, ${now}) as until, coalesce(l.left_at, ${now}) - l.entered_at as waited
        from line_stay l where l.team_id = t.team_id and (l.left_at > ${earliest} or l.left_at is null) and l.how is distinct from 'lost') s) stays
    cross join lateral (
      select sum(p.place_seconds) filter (where p.minute >= ${recently}) / nullif(sum(p.seconds) filter (where p.minute >= ${recently}), 0) as places_recently,
        sum(p.place_seconds) filter (where p.minute < ${recently}) / nullif(sum(p.seconds) filter (where p.minute < ${recently}), 0) as places_earlier
      from line_pace p where p.team_id = t.team_id and p.minute >= ${earliest}) pace
    cross join lateral (
      select count(*) filter (where l.priority = 'urgent') as urgent, count(*) filter (where l.priority = 'high') as high,
        count(*) filter (where l.priority = 'normal') as normal
      from line_stay l where l.team_id = t.team_id and l.entered_at > ${now} - make_interval(mins => ${CAME_MINUTES}) and l.entered_at <= ${now}) came`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.team_id, historyOf(row)]))
}

function historyOf(row: Row): LineHistory {
  const seconds = CAME_MINUTES * 60
  return {
    recent: paceOf(row.served_recently, row.busy_recently, row.places_recently),
    earlier: paceOf(row.served_earlier, row.busy_earlier, row.places_earlier),
    leavingPerSecond: row.left / Math.max(row.waited, LEAST_WAITED_SECONDS),
    perSecond: { urgent: row.urgent / seconds, high: row.high / seconds, normal: row.normal / seconds },
  }
}

/** Without places that were seen, what was served was served by hand or by those who have gone: no measure of the line. */
const paceOf = (served: number, busySeconds: number, places: number | null): Pace =>
  places === null ? { served: 0, placeSeconds: 0 } : { served, placeSeconds: busySeconds * places }

/** The facts for one in this line: who comes later with a greater head start still goes first. */
export function factsFor(
  history: LineHistory,
  { ahead, priority, waitedSeconds, places }: { ahead: number; priority: Priority; waitedSeconds: number; places: number },
): LineFacts {
  const more = PRIORITIES.filter((other) => HEAD_START_MS[other] > HEAD_START_MS[priority])
  const overtaking = more.map((other) => ({
    perSecond: history.perSecond[other],
    forSeconds: (HEAD_START_MS[other] - HEAD_START_MS[priority]) / 1000 - waitedSeconds,
  }))
  return { ahead, places, overtaking, leavingPerSecond: history.leavingPerSecond, recent: history.recent, earlier: history.earlier }
}
