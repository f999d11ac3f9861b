import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Db } from '../../platform/db/open.ts'

/** A lease outlives two missed renewals. */
export const LEASE_SECONDS = 30
export const RENEW_EVERY_MS = 10_000

/** One statement per node: who has a live socket here. On the database's clock. */
export async function renewConnections(db: Db, nodeId: string, staffIds: readonly StaffId[]): Promise<void> {
  if (staffIds.length === 0) return
  await sql`insert into staff_connection (staff_id, node_id, seen_until)
    select unnest(${staffIds}::uuid[]), ${nodeId}, now() + make_interval(secs => ${LEASE_SECONDS})
    on conflict (staff_id, node_id) do update set seen_until = excluded.seen_until`.execute(db)
}

/** These have no socket on this node any more. */
export async function dropConnections(db: Db, nodeId: string, staffIds: readonly StaffId[]): Promise<void> {
  if (staffIds.length === 0) return
  await sql`delete from staff_connection where node_id = ${nodeId} and staff_id = any(${staffIds}::uuid[])`.execute(db)
}

/** Everybody with a live lease on any node. */
export async function onlineStaff(db: Db): Promise<Set<StaffId>> {
  const { rows } = await sql<{ staff_id: StaffId }>`select distinct staff_id from staff_connection where seen_until > now()`.execute(db)
  return new Set(rows.map((row) => row.staff_id))
}
