import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** A lease outlives two missed renewals. */
const LEASE_SECONDS = 30

/** Subject (a visitor, an address) → sockets open on this node. */
export type SocketCounts = ReadonlyMap<string, number>

/** Say how many sockets these subjects have on this node; zero gives the lease back. One statement. */
export async function leaseSockets(db: Db, nodeId: string, counts: SocketCounts): Promise<void> {
  if (counts.size === 0) return
  // In one order, so that two of these never wait for each other.
  const sorted = [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
  await sql`insert into visitor_socket (subject, node_id, count, seen_until)
    select s.subject, ${nodeId}, s.count, now() + make_interval(secs => ${LEASE_SECONDS})
    from unnest(${sorted.map(([subject]) => subject)}::text[], ${sorted.map(([, count]) => count)}::int[]) as s (subject, count)
    on conflict (subject, node_id) do update set count = excluded.count, seen_until = excluded.seen_until`.execute(db)
}

/** Sockets of these subjects on all nodes that still hold their lease; who has none is missing. */
export async function socketsOf(db: Db, subjects: readonly string[]): Promise<SocketCounts> {
  const { rows } = await sql<{ subject: string; count: number }>`
    select subject, sum(count)::int as count from visitor_socket where subject = any(${[...subjects]}::text[]) and seen_until > now() group by subject`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.subject, row.count]))
}

/** Leases gone by. */
export async function dropLapsedSockets(db: Db): Promise<void> {
  await sql`delete from visitor_socket where seen_until < now() or count = 0`.execute(db)
}
