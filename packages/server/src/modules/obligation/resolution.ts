/** By when what people have is to be resolved. The caller has locked the conversations. */
import type { ResolutionClock } from '@yingda/domain/sla/resolution.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql, type RawBuilder } from 'kysely'
import { sendOff, type CommandContext, type QueryContext } from '../../platform/command.ts'
import { uuids } from '../../platform/db/arrays.ts'
import type { ResolutionRecord } from './tables.ts'

/** Of those that people ever had, the last time that they got it. */
export async function resolutionsOf({ db }: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, ResolutionClock>> {
  const { rows } = await sql<ResolutionRecord>`
    select distinct on (conversation_id) * from resolution where conversation_id = any(${uuids(ids)}::uuid[])
    order by conversation_id, started_at desc`.execute(db)
  return new Map(rows.map((row) => [row.conversation_id, clockOf(row)]))
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null

function clockOf({ minutes, warn_percent: warnPercent, left_ms: leftMs, ...row }: ResolutionRecord): ResolutionClock {
  return {
    startedAtMs: row.started_at.getTime(),
    runningSinceMs: ms(row.running_since),
    ended: row.ended_at === null || row.ended_how === null ? null : { atMs: row.ended_at.getTime(), how: row.ended_how },
    promised: minutes === null || warnPercent === null || leftMs === null ? null : { minutes, warnPercent, leftMs },
    warnAtMs: ms(row.warn_at),
    dueAtMs: ms(row.due_at),
  }
}

/** `isOtherTime`: it is due at a time of which nobody was warned, though he may have been of the one before. */
export type Resolving = { conversationId: ConversationId; clock: ResolutionClock; isOtherTime: boolean }

const iso = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString())

/** Write the clocks of these, in one statement, which the commit waits for. Instants here know no microseconds. */
export function saveResolutions(ctx: CommandContext, resolutions: readonly Resolving[]): void {
  if (resolutions.length === 0) return
  const rows = resolutions.map(({ conversationId, clock, isOtherTime }) => ({
    conversation_id: conversationId,
    started_at: iso(clock.startedAtMs),
    running_since: iso(clock.runningSinceMs),
    ended_at: iso(clock.ended?.atMs),
    ended_how: clock.ended?.how ?? null,
    minutes: clock.promised?.minutes ?? null,
    warn_percent: clock.promised?.warnPercent ?? null,
    left_ms: clock.promised?.leftMs ?? null,
    warn_at: iso(clock.warnAtMs),
    due_at: iso(clock.dueAtMs),
    is_other_time: isOtherTime,
  }))
  const saving = sql`
    with s as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as s (conversation_id uuid, started_at timestamptz, running_since timestamptz,
      ended_at timestamptz, ended_how text, minutes int, warn_percent int, left_ms bigint, warn_at timestamptz, due_at timestamptz, is_other_time boolean))
    merge into resolution r using s on r.conversation_id = s.conversation_id and date_trunc('milliseconds', r.started_at) = s.started_at
    when matched then update set running_since = s.running_since, ended_at = s.ended_at, ended_how = s.ended_how, minutes = s.minutes,
      warn_percent = s.warn_percent, left_ms = s.left_ms, warn_at = s.warn_at, due_at = s.due_at, warned_at = case when not s.is_other_time then r.warned_at end
    when not matched then insert (conversation_id, started_at, running_since, ended_at, ended_how, minutes, warn_percent, left_ms, warn_at, due_at)
      values (s.conversation_id, s.started_at, s.running_since, s.ended_at, s.ended_how, s.minutes, s.warn_percent, s.left_ms, s.warn_at, s.due_at)`
  sendOff(ctx, saving.execute(ctx.db))
}

const running = ({ db }: QueryContext, where: RawBuilder<boolean>, most: number): Promise<ResolutionRecord[]> =>
  sql<ResolutionRecord>`select * from resolution r where r.running_since is not null and ${where} order by r.due_at limit ${most}`
    .execute(db)
    .then(({ rows }) => rows)

/** To be resolved soon, and nobody has been told; the most pressing first. */
export const resolutionsAtRisk = (ctx: QueryContext, most: number): Promise<ResolutionRecord[]> =>
  running(ctx, sql`r.warned_at is null and r.warn_at <= ${ctx.now.toISOString()}::timestamptz and r.due_at > ${ctx.now.toISOString()}::timestamptz`, most)

/** Not resolved in time, and nobody has been told. */
export const resolutionsMissed = (ctx: QueryContext, most: number): Promise<ResolutionRecord[]> =>
  running(ctx, sql`r.overdue_at is null and r.due_at <= ${ctx.now.toISOString()}::timestamptz`, most)

/** Remember that this has been said. @returns the time it is about; null when it was known, the clock stands still by now, or it has more time */
export async function markResolution(ctx: CommandContext, id: ConversationId, what: 'warned' | 'overdue'): Promise<Date | null> {
  const [column, from] = what === 'warned' ? [sql.ref('warned_at'), sql.ref('warn_at')] : [sql.ref('overdue_at'), sql.ref('due_at')]
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const { rows } = await sql<{ due: Date }>`
    update resolution set ${column} = ${now} where conversation_id = ${id} and running_since is not null and ${column} is null and ${from} <= ${now}
    returning due_at as due`.execute(ctx.db)
  return rows[0]?.due ?? null
}

/** Conversations, by their table's columns, whose clock does not say whose turn it is: a server of an earlier version knows of none. */
export async function wrongClocks({ db }: QueryContext, most: number): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select c.id from conversation c left join resolution r on r.conversation_id = c.id and r.ended_at is null
    where ${IS_WRONG} limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}

/** As `phaseOf` in the domain, of conversation `c` and its resolution `r` that has not ended. */
export const IS_WRONG: RawBuilder<boolean> = sql`(
  (c.status in ('assigned', 'snoozed') or (c.status = 'waiting' and c.call_back_from is null)) <> (r.running_since is not null)
  or (c.status in ('waiting', 'awaiting_customer')) and r.conversation_id is null
  or c.status in ('bot', 'resolved', 'closed') and r.conversation_id is not null)`
