import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'
import { inLineNow } from '../../modules/conversation/api.ts'
import { isInTime } from '../../modules/obligation/api.ts'

/** Where no team has it yet, `questionType` says where it would go. */
export type Line = {
  teamId: TeamId | null
  questionType: QuestionType | null
  waiting: number
  longestSince: Date | null
  nextSince: Date | null
  nextWarnAt: Date | null
  nextDueAt: Date | null
  atRisk: number
  /** Late now. */
  missed: number
  /** Late now or once, before it was put to another time. */
  notInTime: number
  withBot: number
  held: number
  callBacksDue: number
}

/** How the lines stand, of all teams: reads what is open, and no history. */
export async function readLines(ctx: QueryContext): Promise<Line[]> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const owed = sql`o.owner_kind <> 'bot'`
  const { rows } = await sql<Line>`
    select c.team_id as "teamId", case when c.team_id is null then c.question_type end as "questionType",
      count(*) filter (where ${inLineNow(ctx, 'c')}) as waiting,
      min(greatest(c.queued_at, c.call_back_from)) filter (where ${inLineNow(ctx, 'c')}) as "longestSince",
      (array_agg(o.received_at order by o.due_at) filter (where ${owed}))[1] as "nextSince",
      (array_agg(o.warn_at order by o.due_at) filter (where ${owed}))[1] as "nextWarnAt",
      min(o.due_at) filter (where ${owed}) as "nextDueAt",
      count(*) filter (where ${owed} and o.warn_at <= ${now} and o.due_at > ${now}) as "atRisk",
      count(*) filter (where ${owed} and o.due_at <= ${now}) as missed,
      count(*) filter (where ${owed} and not ${isInTime('o', ctx.now)}) as "notInTime",
      count(*) filter (where c.status = 'bot') as "withBot",
      count(*) filter (where c.status in ('assigned', 'snoozed', 'awaiting_customer')) as held,
      count(*) filter (where c.call_back_channel is not null and (c.call_back_from is null or c.call_back_from <= ${now})) as "callBacksDue"
    from conversation c left join obligation o on o.id = c.obligation_id and o.open
    where c.status not in ('resolved', 'closed') group by 1, 2`.execute(ctx.db)
  return rows
}
