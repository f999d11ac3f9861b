import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import { servedPerSecond, type LineFacts, type Pace } from '@yingda/domain/routing/estimate.ts'
import { leavesPerSecond, LEAVING_FROM_SECONDS, servedBefore, type Leaving } from '@yingda/domain/routing/leaving.ts'
import { PRIORITIES, type Priority } from '@yingda/domain/conversation/owed.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'
import type { Places } from './places.ts'

/** What of a team's line is the same for everybody in it. */
export type LineHistory = { recent: Pace; earlier: Pace; leaving: Leaving; perSecond: Readonly<Record<Priority, number>> }

const RECENT_MINUTES = 10
const CAME_MINUTES = 5
const EARLIER_HOURS = 24
/** Whoever is served at the router's next look has not waited: a line in which nobody does has no pace. */
const LEAST_WAIT_SECONDS = 2

/** The last row is open above. */
const LEAVING_ROWS = LEAVING_FROM_SECONDS.map((from, at) => ({ from, until: LEAVING_FROM_SECONDS[at + 1] ?? 1e9 }))

type Row = {
  team_id: TeamId
  served_recently: number
  served_earlier: number
  /** By how long somebody had waited, as `LEAVING_FROM_SECONDS` says: how many left then, and the seconds that were waited. */
  left_from: number[]
  waited_from: number[]
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
    select t.team_id, stays.served_recently, stays.served_earlier, stays.left_from, stays.waited_from,
      ${seconds(recently, now)} as busy_recently, ${seconds(earliest, recently)} as busy_earlier, pace.*, came.*
    from unnest(${[...teamIds]}::uuid[]) as t (team_id)
    cross join lateral (
      select count(*) filter (where s.how = 'served' and s.waited > ${little} and s.left_at >= ${recently}) as served_recently,
        count(*) filter (where s.how = 'served' and s.waited > ${little} and s.left_at < ${recently}) as served_earlier,
        array[${sql.join(LEAVING_ROWS.map(({ from, until }) => sql`count(*) filter (where s.how in ('left', 'call_back') and s.seconds >= ${from} and s.seconds < ${until})`))}]::float8[] as left_from,
        array[${sql.join(LEAVING_ROWS.map(({ from, until }) => sql`coalesce(sum(least(s.seconds, ${until}) - ${from}) filter (where s.seconds > ${from}), 0)`))}]::float8[] as waited_from,
        range_agg(tstzrange(greatest(s.entered_at + ${little}, ${earliest}), s.until)) filter (where s.waited > ${little}) as busy
      from (select l.*, coalesce(l.left_at, ${now}) as until, coalesce(l.left_at, ${now}) - l.entered_at as waited,
          extract(epoch from coalesce(l.left_at, ${now}) - l.entered_at)::float8 as seconds
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
    leaving: LEAVING_FROM_SECONDS.map((fromSeconds, at) => ({ fromSeconds, left: row.left_from[at] ?? 0, waitedSeconds: row.waited_from[at] ?? 0 })),
    perSecond: { urgent: row.urgent / seconds, high: row.high / seconds, normal: row.normal / seconds },
  }
}

/** Without places that were seen, what was served was served by hand or by those who have gone: no measure of the line. */
const paceOf = (served: number, busySeconds: number, places: number | null): Pace =>
  places === null ? { served: 0, placeSeconds: 0 } : { served, placeSeconds: busySeconds * places }

export type InLine<Id> = { id: Id; priority: Priority; waitedSeconds: number; fittingShare: number }

/** The facts for everybody in this line, which is given in its order. */
export function factsInLine<Id>(history: LineHistory, line: readonly InLine<Id>[], { there, away }: Pick<Places, 'there' | 'away'>): Map<Id, LineFacts> {
  const { recent, earlier } = history
  const perSecond = servedPerSecond({ recent, earlier, places: there })
  const leaves = leavesPerSecond(history.leaving)
  // Of a line that does not move nobody can say who will still be there.
  const ahead = perSecond === 0 ? [...line.keys()] : servedBefore(line, leaves, perSecond)
  return new Map(
    line.map((one, at) => [
      one.id,
      {
        ahead: ahead[at] ?? at,
        leavingPerSecond: leaves(one.waitedSeconds),
        overtaking: overtaking(history, one),
        places: there,
        fittingShare: one.fittingShare,
        away,
        recent,
        earlier,
      },
    ]),
  )
}

/** Who comes later with a greater head start still goes first. */
function overtaking(history: LineHistory, { priority, waitedSeconds }: Pick<InLine<unknown>, 'priority' | 'waitedSeconds'>): LineFacts['overtaking'] {
  const more = PRIORITIES.filter((other) => HEAD_START_MS[other] > HEAD_START_MS[priority])
  return more.map((other) => ({
    perSecond: history.perSecond[other],
    forSeconds: (HEAD_START_MS[other] - HEAD_START_MS[priority]) / 1000 - waitedSeconds,
  }))
}
