import type { PromiseKind, QuestionType } from '@yingda/protocol/entries/conversation.ts'
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
  nextKind: PromiseKind | null
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
  callBacksLater: number
}

/** How the lines stand, of all teams: reads what is open, and no history. */
export async function readLines(ctx: QueryContext): Promise<Line[]> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const owed = sql`o.owner_kind <> 'bot'`
  // Of two promises of one conversation the one that runs out first.
  const runs = sql`(r.running_since is not null and r.due_at is not null)`
  const isAnswer = sql`(${owed} and (not ${runs} or o.due_at <= r.due_at))`
  const due = sql`case when ${isAnswer} then o.due_at else r.due_at end`
  const warn = sql`case when ${isAnswer} then o.warn_at else r.warn_at end`
  const isPromised = sql`(${owed} or ${runs})`
  const isLate = sql`coalesce(${owed} and o.due_at <= ${now}, false) or (${runs} and r.due_at <= ${now})`
  const { rows } = await sql<Line>`
    select c.team_id as "teamId", case when c.team_id is null then c.question_type end as "questionType",
      count(*) filter (where ${inLineNow(ctx, 'c')}) as waiting,
      min(greatest(c.queued_at, c.call_back_from)) filter (where ${inLineNow(ctx, 'c')}) as "longestSince",
      (array_agg(case when ${isAnswer} then o.kind else 'resolution' end order by ${due}) filter (where ${isPromised}))[1] as "nextKind",
      (array_agg(case when ${isAnswer} then o.received_at else r.started_at end order by ${due}) filter (where ${isPromised}))[1] as "nextSince",
      (array_agg(${warn} order by ${due}) filter (where ${isPromised}))[1] as "nextWarnAt",
      min(${due}) filter (where ${isPromised}) as "nextDueAt",
      count(*) filter (where not (${isLate}) and (coalesce(${owed} and o.warn_at <= ${now}, false) or (${runs} and r.warn_at <= ${now}))) as "atRisk",
      count(*) filter (where ${isLate}) as missed,
      count(*) filter (where ${owed} and not ${isInTime('o', ctx.now)}) + count(*) filter (where r.due_at <= ${now}) as "notInTime",
      count(*) filter (where c.status = 'bot') as "withBot",
      count(*) filter (where c.status in ('assigned', 'snoozed', 'awaiting_customer')) as held,
      count(*) filter (where c.call_back_channel is not null and (c.call_back_from is null or c.call_back_from <= ${now})) as "callBacksDue",
      count(*) filter (where c.call_back_from > ${now}) as "callBacksLater"
    from conversation c left join obligation o on o.id = c.obligation_id and o.open
    left join resolution r on r.conversation_id = c.id and r.ended_at is null
    where c.status not in ('resolved', 'closed') group by 1, 2`.execute(ctx.db)
  return rows
}
