import { PRIORITIES, type Priority } from '@yingda/domain/conversation/owed.ts'
import { durationsOf } from '@yingda/domain/routing/durations.ts'
import { LEAST_KNOWN } from '@yingda/domain/routing/estimate.ts'
import { leavesAfter, LEAVING_FROM_SECONDS } from '@yingda/domain/routing/leaving.ts'
import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import type { Line } from '@yingda/domain/routing/play-forward.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

/** How a line does, whoever works on it. */
export type LineHistory = Omit<Line, 'servedBy'>

const CAME_MINUTES = 5
/** Who left, in so many hours: how patient people are changes with the day. */
const LEFT_HOURS = 24
/** Of the talks that have ended, the last so many of so many days say how long one takes. */
const [MOST_TALKS, TALKS_DAYS] = [300, 30]

/** The last row is open above. */
const LEAVING_ROWS = LEAVING_FROM_SECONDS.map((from, at) => ({ from, until: LEAVING_FROM_SECONDS[at + 1] ?? 1e9 }))

type Row = {
  team_id: TeamId
  /** By how long somebody had waited, as `LEAVING_FROM_SECONDS` says: how many left then, and the seconds that were waited. */
  left_from: number[]
  waited_from: number[]
  talks: number[] | null
} & Record<Priority, number>

/** How long talks of these teams took lately, who left their lines in the day before, and who came in the last minutes. */
export async function lineHistories(ctx: QueryContext, teamIds: readonly TeamId[]): Promise<Map<TeamId, LineHistory>> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const { rows } = await sql<Row>`
    select t.team_id, stays.*, talks.*, came.*
    from unnest(${[...teamIds]}::uuid[]) as t (team_id)
    cross join lateral (
      select array[${sql.join(LEAVING_ROWS.map(({ from, until }) => sql`count(*) filter (where s.how in ('left', 'call_back') and s.seconds >= ${from} and s.seconds < ${until})`))}]::float8[] as left_from,
        array[${sql.join(LEAVING_ROWS.map(({ from, until }) => sql`coalesce(sum(least(s.seconds, ${until}) - ${from}) filter (where s.seconds > ${from}), 0)`))}]::float8[] as waited_from
      from (select l.how, extract(epoch from coalesce(l.left_at, ${now}) - l.entered_at)::float8 as seconds from line_stay l
        where l.team_id = t.team_id and (l.left_at > ${now} - make_interval(hours => ${LEFT_HOURS}) or l.left_at is null) and l.how is distinct from 'lost') s) stays
    cross join lateral (
      select array_agg(extract(epoch from x.freed_at - x.left_at)::float8) as talks from (
        select l.left_at, l.freed_at from line_stay l where l.team_id = t.team_id and l.freed_at > ${now} - make_interval(days => ${TALKS_DAYS})
        order by l.freed_at desc limit ${MOST_TALKS}) x) talks
    cross join lateral (
      select count(*) filter (where l.priority = 'urgent') as urgent, count(*) filter (where l.priority = 'high') as high,
        count(*) filter (where l.priority = 'normal') as normal
      from line_stay l where l.team_id = t.team_id and l.entered_at > ${now} - make_interval(mins => ${CAME_MINUTES}) and l.entered_at <= ${now}) came`.execute(
    ctx.db,
  )
  const all = rows.flatMap((row) => row.talks ?? [])
  return new Map(rows.map((row) => [row.team_id, historyOf(row, all)]))
}

/** A team that has hardly ended a talk yet is taken to need as long as all together. */
function historyOf(row: Row, all: readonly number[]): LineHistory {
  const own = row.talks ?? []
  return {
    durations: durationsOf(own.length >= LEAST_KNOWN ? own : all),
    leavesAfter: leavesAfter(
      LEAVING_FROM_SECONDS.map((fromSeconds, at) => ({ fromSeconds, left: row.left_from[at] ?? 0, waitedSeconds: row.waited_from[at] ?? 0 })),
    ),
    coming: PRIORITIES.map((priority) => ({ perSecond: row[priority] / (CAME_MINUTES * 60), headStartSeconds: HEAD_START_MS[priority] / 1000 })),
  }
}
