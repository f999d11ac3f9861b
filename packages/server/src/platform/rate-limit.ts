import { sql } from 'kysely'
import type { Db } from './db/db.ts'
import { Refused } from './refused.ts'

export type Limit = { name: string; most: number; windowSeconds: number }

/**
 * Count one use of `subject` in the present window, across all nodes, on the database's clock.
 *
 * @throws Refused `request.too_many` with `retryAfterSeconds` when the window's count is beyond the limit
 */
export async function countUse(db: Db, limit: Limit, subject: string): Promise<void> {
  const { rows } = await sql<{ count: number; left: number }>`
    insert into rate_window as w (subject, window_at, count)
    values (${`${limit.name}:${subject}`}, to_timestamp(floor(extract(epoch from now()) / ${limit.windowSeconds}) * ${limit.windowSeconds}), 1)
    on conflict (subject, window_at) do update set count = w.count + 1
    returning count, ceil(extract(epoch from window_at) + ${limit.windowSeconds} - extract(epoch from now()))::int as left`.execute(db)
  const [use] = rows
  if (use !== undefined && use.count > limit.most) throw new Refused('request.too_many', { retryAfterSeconds: Math.max(1, use.left) })
}

/** Of a `use` that was counted within about a day: which repeat of it this is, from 1. Null: it was not counted. */
export async function countRepeat(db: Db, use: string): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`
    update rate_window set count = count + 1 where subject = ${`use ${use}`} returning count - 1 as count`.execute(db)
  return rows.length === 0 ? null : Math.max(...rows.map(({ count }) => count))
}

/** Remember that `use` was counted, for about a day. */
export async function markCounted(db: Db, use: string): Promise<void> {
  await sql`insert into rate_window (subject, window_at, count) values (${`use ${use}`}, now(), 1) on conflict do nothing`.execute(db)
}

/** Windows gone by say nothing any more. */
export async function dropOldWindows(db: Db): Promise<void> {
  await sql`delete from rate_window where window_at < now() - interval '1 day'`.execute(db)
}
