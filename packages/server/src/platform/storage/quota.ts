/**
 * How much of the storage is used: one counted row, changed in the transaction of what comes or goes, so that no number
 * of servers together exceeds the quota (STORAGE_QUOTA_BYTES). Its row is locked until the commit; take it last.
 */
import { sql } from 'kysely'
import type { Db } from '../db/db.ts'

/** @param quotaBytes null: no limit, counted all the same. @returns false when so much is not free; nothing is taken then */
export async function takeRoom(db: Db, bytes: number, quotaBytes: number | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update storage_use set bytes = bytes + ${bytes}::bigint
    where ${quotaBytes}::bigint is null or bytes + ${bytes}::bigint <= ${quotaBytes}::bigint`.execute(db)
  return numAffectedRows === 1n
}

/** What was taken is free again. A release of before, still running beside this one, stores files without counting them. */
export async function giveRoom(db: Db, bytes: number): Promise<void> {
  if (bytes > 0) await sql`update storage_use set bytes = greatest(0, bytes - ${bytes}::bigint)`.execute(db)
}

export async function usedBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select bytes from storage_use`.execute(db)
  return rows[0]?.bytes ?? 0
}
