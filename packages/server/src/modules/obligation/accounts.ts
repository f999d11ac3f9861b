import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'
import { isKept, isMissed, isResolvedInTime, isUnresolvedInTime } from './in-time.ts'

export type Account = {
  day: string
  channel: string
  received: number
  answered: number
  withdrawn: number
  decided: Record<string, number>
  open: number
  /** Of those open, how many are late by now; of those that ended without an answer, how many were late by then. */
  late: number
  withdrawnLate: number
  decidedLate: number
  inTime: number
  /** What people got that day and promised to resolve; how much of it was resolved in time, and how much was late, by now or when it ended. */
  toResolve: number
  resolvedInTime: number
  resolvedLate: number
}

/**
 * Days on the calendar of `timeZone`, both included: what came in on each, by channel, and what became of it, and
 * whether in time (`in-time.ts`).
 */
export async function accountsOf(ctx: QueryContext, { from, until, timeZone }: { from: string; until: string; timeZone: string }): Promise<Account[]> {
  const { rows } = await sql<Account>`
    with came as (
      select to_char(received_at at time zone ${timeZone}, 'YYYY-MM-DD') as day, channel, open, closed_how, closed_reason,
        ${isKept('o', ctx.now)} as kept, ${isMissed('o', ctx.now)} as missed
      from obligation o
      where received_at >= (${from}::date::timestamp at time zone ${timeZone})
        and received_at < ((${until}::date + 1)::timestamp at time zone ${timeZone})),
    reasons as (
      select day, channel, jsonb_object_agg(closed_reason, count) as decided from (
        select day, channel, closed_reason, count(*)::int as count from came where closed_how = 'decided' group by day, channel, closed_reason) r
      group by day, channel),
    resolved as (
      select to_char(r.started_at at time zone ${timeZone}, 'YYYY-MM-DD') as day, c.channel, count(*) as "toResolve",
        count(*) filter (where ${isResolvedInTime('r')}) as "resolvedInTime", count(*) filter (where ${isUnresolvedInTime('r', ctx.now)}) as "resolvedLate"
      from resolution r join conversation c on c.id = r.conversation_id
      where r.minutes is not null and r.ended_how is distinct from 'merged'
        and r.started_at >= (${from}::date::timestamp at time zone ${timeZone})
        and r.started_at < ((${until}::date + 1)::timestamp at time zone ${timeZone})
      group by 1, 2),
    answers as (
    select c.day, c.channel, count(*) as received, count(*) filter (where closed_how = 'answered') as answered,
      count(*) filter (where closed_how = 'withdrawn') as withdrawn, coalesce(min(r.decided::text)::jsonb, '{}') as decided,
      count(*) filter (where open) as open, count(*) filter (where open and missed) as late,
      count(*) filter (where closed_how = 'withdrawn' and missed) as "withdrawnLate", count(*) filter (where closed_how = 'decided' and missed) as "decidedLate",
      count(*) filter (where kept) as "inTime"
    from came c left join reasons r using (day, channel) group by c.day, c.channel)
    select day, channel, coalesce(received, 0) as received, coalesce(answered, 0) as answered, coalesce(withdrawn, 0) as withdrawn, coalesce(decided, '{}') as decided,
      coalesce(open, 0) as open, coalesce(late, 0) as late, coalesce("withdrawnLate", 0) as "withdrawnLate", coalesce("decidedLate", 0) as "decidedLate",
      coalesce("inTime", 0) as "inTime", coalesce("toResolve", 0) as "toResolve", coalesce("resolvedInTime", 0) as "resolvedInTime",
      coalesce("resolvedLate", 0) as "resolvedLate"
    from answers full join resolved using (day, channel) order by day, channel`.execute(ctx.db)
  return rows
}

/** How many obligations began in this time, by conversation: what the entries are compared with. */
export async function receivedBetween(ctx: QueryContext, conversationIds: readonly string[], from: Date, until: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ conversation_id: string; count: number }>`
    select conversation_id, count(*) as count from obligation where conversation_id = any(${conversationIds}::uuid[])
      and received_at >= ${from.toISOString()}::timestamptz and received_at < ${until.toISOString()}::timestamptz group by conversation_id`.execute(ctx.db)
  return new Map(rows.map((row) => [row.conversation_id, row.count]))
}
