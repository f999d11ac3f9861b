/** What the database says of a lived day: how long people waited, what they were told of it, which promises were kept. */
import { sql } from 'kysely'
import { isKept, isMissed } from '../modules/obligation/api.ts'
import type { Db } from '../platform/db/db.ts'

/** Between two instants; null = whenever. */
type Between = { from: Date; until: Date }
export type EstimateRow = {
  /** `all`, each third of the day, and the burst. */
  part: string
  told: number
  cannotSay: number
  compared: number
  inside: number
  medianErrorPct: number | null
  medianRangeWidthPct: number | null
  tooWide: number
}

/**
 * What people in line were told and how it turned out. Compared is what was told to those whom a person then took; an
 * error is a share of the wait that followed, a wait below a minute counting as one; a width a share of the range's middle.
 */
export async function estimatesOf(db: Db, { day, burst, timeZone }: { day: Between; burst: Between | null; timeZone: string }): Promise<EstimateRow[]> {
  const { rows } = await sql<EstimateRow>`
    with told as (
      select e.at, e.cannot, e.from_seconds as f, e.to_seconds as t, e.expected_seconds as expected,
        case when l.how = 'served' and e.cannot is null then extract(epoch from l.left_at - e.at) end as took
      from wait_estimate e join line_stay l on l.conversation_id = e.conversation_id and l.seq = e.stay_seq
      where e.at >= ${iso(day.from)}::timestamptz and l.how is distinct from 'lost'),
    parts as (
      select 'all' as part, told.* from told
      union all select case when extract(hour from at at time zone ${timeZone}) < 8 then 'first third'
        when extract(hour from at at time zone ${timeZone}) < 16 then 'second third' else 'last third' end, told.* from told
      union all select 'burst', told.* from told where at >= ${iso(burst?.from)}::timestamptz and at < ${iso(burst?.until)}::timestamptz)
    select part, count(*)::int as told, count(*) filter (where cannot is not null)::int as "cannotSay", count(took)::int as compared,
      count(*) filter (where took between f and t)::int as inside,
      (percentile_cont(0.5) within group (order by abs(expected - took) / greatest(took, 60)) * 100)::float8 as "medianErrorPct",
      (percentile_cont(0.5) within group (order by (t - f) * 200.0 / (t + f)))::float8 as "medianRangeWidthPct",
      count(*) filter (where t > 2 * f + 120)::int as "tooWide"
    from parts group by part order by array_position('{all,first third,second third,last third,burst}', part)`.execute(db)
  return rows
}

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null

/** Whoever asked for a person: how many stood in line, were taken within this time, and how long they waited. */
export type WaitRow = { stays: number; served: number; inTime: number; medianSeconds: number | null; p90Seconds: number | null; longestSeconds: number | null }

export const SERVICE_LEVEL_SECONDS = 300

/** Who left before this time is up is left out: nobody knows whether it would have been kept. */
export async function waitsOf(db: Db): Promise<WaitRow> {
  const { rows } = await sql<WaitRow>`
    with stay as (select how, extract(epoch from left_at - entered_at) as took from line_stay where left_at is not null and how <> 'lost')
    select count(*) filter (where how = 'served' or took > ${SERVICE_LEVEL_SECONDS})::int as stays, count(*) filter (where how = 'served')::int as served,
      count(*) filter (where how = 'served' and took <= ${SERVICE_LEVEL_SECONDS})::int as "inTime",
      (percentile_cont(0.5) within group (order by took) filter (where how = 'served'))::float8 as "medianSeconds",
      (percentile_cont(0.9) within group (order by took) filter (where how = 'served'))::float8 as "p90Seconds",
      (max(took) filter (where how = 'served'))::float8 as "longestSeconds"
    from stay`.execute(db)
  return rows[0] ?? { stays: 0, served: 0, inTime: 0, medianSeconds: null, p90Seconds: null, longestSeconds: null }
}

export type PromiseRow = { kind: string; ended: number; kept: number; open: number }

/** Those that have ended, by what is in time everywhere; of what is open it is not known yet. */
export async function promisesOf(db: Db): Promise<PromiseRow[]> {
  const now = new Date() // matters only where it is open, which is not asked
  const { rows } = await sql<PromiseRow>`
    select kind, count(*) filter (where not open and (${isKept('o', now)} or ${isMissed('o', now)}))::int as ended,
      count(*) filter (where ${isKept('o', now)})::int as kept, count(*) filter (where open)::int as open
    from obligation o group by kind order by kind`.execute(db)
  return rows
}
