import type { DayThird, WaitAccuracyRow } from '@yingda/protocol/http/waits.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../../platform/command.ts'

const THIRDS: readonly DayThird[] = ['all', 'night', 'day', 'evening']
const NOTHING = { told: 0, cannotSay: 0, compared: 0, inside: 0, medianErrorPct: null, medianWidthSeconds: null, medianWaitSeconds: null }

/**
 * What people in line were told on these days, both included on the calendar of `timeZone`, and how it turned out. A
 * range is compared once its customer was taken by a person; who left, or waits still, is told of and not compared.
 */
export async function waitAccuracy(
  ctx: QueryContext,
  { from, until, timeZone }: { from: string; until: string; timeZone: string },
): Promise<WaitAccuracyRow[]> {
  const { rows } = await sql<WaitAccuracyRow>`
    with told as (
      select case when extract(hour from e.at at time zone ${timeZone}) < 8 then 'night'
          when extract(hour from e.at at time zone ${timeZone}) < 16 then 'day' else 'evening' end as third,
        e.cannot, e.from_seconds, e.to_seconds, e.expected_seconds,
        case when l.how = 'served' and e.cannot is null and l.left_at >= e.at then extract(epoch from l.left_at - e.at) end as took
      from wait_estimate e join line_stay l on l.conversation_id = e.conversation_id and l.seq = e.stay_seq
      where e.at >= (${from}::date::timestamp at time zone ${timeZone}) and e.at < ((${until}::date + 1)::timestamp at time zone ${timeZone})
        and l.how is distinct from 'lost')
    select coalesce(third, 'all') as third, count(*)::int as told, count(*) filter (where cannot is not null)::int as "cannotSay",
      count(took)::int as compared, count(*) filter (where took between from_seconds and to_seconds)::int as inside,
      (percentile_cont(0.5) within group (order by abs(expected_seconds - took) / greatest(took, 60)) * 100)::float8 as "medianErrorPct",
      (percentile_cont(0.5) within group (order by to_seconds - from_seconds) filter (where took is not null))::float8 as "medianWidthSeconds",
      (percentile_cont(0.5) within group (order by took))::float8 as "medianWaitSeconds"
    from told group by grouping sets ((), (third))`.execute(ctx.db)
  const byThird = new Map(rows.map((row) => [row.third, row]))
  return THIRDS.map((third) => byThird.get(third) ?? { third, ...NOTHING })
}
