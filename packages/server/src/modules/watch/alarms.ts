import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../../platform/command.ts'
import { newId } from '../../platform/uuid.ts'

export type AlarmKind = 'reaction_stuck' | 'nobody_to_hand_over_to' | 'counts_differ' | 'answers_undelivered' | 'turned_away'
export type Raised = { kind: AlarmKind; subject: string; data: Record<string, unknown> }
export type Alarm = Raised & { id: string; raisedAt: Date; clearedAt: Date | null }

/**
 * The alarms of one kind as they are now: what is new is raised, what is no longer so is cleared. Saying the same again
 * only says that it was seen again.
 */
export async function setAlarms(ctx: CommandContext, kind: AlarmKind, raised: readonly Omit<Raised, 'kind'>[]): Promise<void> {
  const now = ctx.now.toISOString()
  const rows = raised.map((one) => ({ id: newId(ctx.now.getTime()), ...one }))
  await sql`
    insert into alarm (id, kind, subject, data, raised_at, seen_at)
    select id, ${kind}, subject, data, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (id uuid, subject text, data jsonb)
    on conflict (kind, subject) where cleared_at is null do update set seen_at = excluded.seen_at, data = excluded.data`.execute(ctx.db)
  await sql`update alarm set cleared_at = ${now}::timestamptz
    where kind = ${kind} and cleared_at is null and subject <> all(${raised.map((one) => one.subject)}::text[])`.execute(ctx.db)
}

/** What these alarms are about, as long as they stand. */
export async function openSubjects(ctx: QueryContext, kind: AlarmKind): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`select subject from alarm where kind = ${kind} and cleared_at is null`.execute(ctx.db)
  return rows.map((row) => row.subject)
}

/** One alarm, whatever others of its kind there are; said again, it was only seen again. */
export async function raiseAlarm(ctx: CommandContext, { kind, subject, data }: Raised): Promise<void> {
  const now = ctx.now.toISOString()
  await sql`
    insert into alarm (id, kind, subject, data, raised_at, seen_at)
    values (${newId(ctx.now.getTime())}, ${kind}, ${subject}, ${JSON.stringify(data)}::jsonb, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (kind, subject) where cleared_at is null do update set seen_at = excluded.seen_at, data = excluded.data`.execute(ctx.db)
}

export async function clearAlarm(ctx: CommandContext, kind: AlarmKind, subject: string): Promise<void> {
  await sql`update alarm set cleared_at = ${ctx.now.toISOString()}::timestamptz
    where kind = ${kind} and subject = ${subject} and cleared_at is null`.execute(ctx.db)
}

/** What is wrong now, and what was in the last day; newest first. */
export async function recentAlarms(ctx: QueryContext): Promise<Alarm[]> {
  const { rows } = await sql<Alarm>`
    select id, kind, subject, data, raised_at as "raisedAt", cleared_at as "clearedAt" from alarm
    where cleared_at is null or cleared_at > ${ctx.now.toISOString()}::timestamptz - interval '1 day'
    order by cleared_at is null desc, raised_at desc limit 200`.execute(ctx.db)
  return rows
}
