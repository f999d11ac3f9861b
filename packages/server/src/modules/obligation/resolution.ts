/** By when what people have is to be resolved. The caller has locked the conversations. */
import type { ResolvingClock } from '@yingda/domain/conversation/resolving.ts'
import type { ResolutionTarget } from '@yingda/domain/sla/resolution.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import { sendOff, type CommandContext, type QueryContext } from '../../platform/command.ts'
import { uuids } from '../../platform/db/arrays.ts'
import type { ResolutionRecord } from './tables.ts'

/** Those that people ever had. */
export async function resolutionsOf({ db }: QueryContext, ids: readonly ConversationId[]): Promise<Map<ConversationId, ResolutionRecord>> {
  const { rows } = await sql<ResolutionRecord>`select * from resolution where conversation_id = any(${uuids(ids)}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const clockOf = (row: ResolutionRecord): ResolvingClock => ({
  startedAt: row.started_at.toISOString(),
  pieces: row.pieces,
  runningSince: iso(row.running_since),
  ended: row.ended_at === null || row.ended_how === null ? null : { at: row.ended_at.toISOString(), how: row.ended_how },
})

/** `promised` null = nothing. Instants in UTC milliseconds, null where the clock stands still with time left. */
export type Resolving = {
  conversationId: ConversationId
  clock: ResolvingClock
  promised: ResolutionTarget | null
  warnAtMs: number | null
  dueAtMs: number | null
  /** People have it anew: what was said of the last time is not said of this one. */
  isNew: boolean
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** Write the clocks of these, in one statement, which the commit waits for. A warning is given again before a sooner time. */
export function saveResolutions(ctx: CommandContext, resolutions: readonly Resolving[]): void {
  if (resolutions.length === 0) return
  const rows = resolutions.map(({ conversationId, clock, promised, warnAtMs, dueAtMs, isNew }) => ({
    conversation_id: conversationId,
    started_at: clock.startedAt,
    pieces: clock.pieces,
    running_since: clock.runningSince,
    ended_at: clock.ended?.at ?? null,
    ended_how: clock.ended?.how ?? null,
    minutes: promised?.minutes ?? null,
    warn_percent: promised?.warnPercent ?? null,
    warn_at: instant(warnAtMs),
    due_at: instant(dueAtMs),
    is_new: isNew,
  }))
  const saving = sql`
    with s as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as s (conversation_id uuid, started_at timestamptz, pieces jsonb,
      running_since timestamptz, ended_at timestamptz, ended_how text, minutes int, warn_percent int, warn_at timestamptz, due_at timestamptz, is_new boolean))
    merge into resolution r using s on r.conversation_id = s.conversation_id
    when matched then update set started_at = s.started_at, pieces = s.pieces, running_since = s.running_since, ended_at = s.ended_at, ended_how = s.ended_how,
      minutes = s.minutes, warn_percent = s.warn_percent, warn_at = s.warn_at, due_at = s.due_at,
      warned_at = case when s.is_new or (s.warn_at is not null and r.warn_at is not null and s.warn_at < r.warn_at) then null else r.warned_at end,
      overdue_at = case when s.is_new then null else r.overdue_at end
    when not matched then insert (conversation_id, started_at, pieces, running_since, ended_at, ended_how, minutes, warn_percent, warn_at, due_at)
      values (s.conversation_id, s.started_at, s.pieces, s.running_since, s.ended_at, s.ended_how, s.minutes, s.warn_percent, s.warn_at, s.due_at)`
  sendOff(ctx, saving.execute(ctx.db))
}

const running = ({ db }: QueryContext, where: ReturnType<typeof sql<boolean>>, most: number): Promise<ResolutionRecord[]> =>
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
