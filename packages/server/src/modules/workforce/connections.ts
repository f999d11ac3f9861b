/** Which agents are connected, by device, on the database's clock; what follows from a lapse is told in docs/concurrency.md. */
import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Db } from '../../platform/db/db.ts'

/**
 * How long after its last sign of life a device still counts as there: a reload or a short gap in the network changes
 * nothing. With the watch's look, every two seconds, whoever closes the laptop is gone within thirty.
 */
export const LEASE_SECONDS = 27
export const RENEW_EVERY_MS = 10_000
/** A gateway that has not renewed for longer than this is late, and what it last told proves nothing. */
const LATE_AFTER_SECONDS = 13
/** Every gateway is given so long, after an outage or a start, before anybody counts as gone for want of it. */
const GRACE_SECONDS = 30

/**
 * What a gateway knows of one device. `connected`: it has a socket here. `closed`: its last one went without a word.
 * `ended`: its session is over.
 */
export type Device = { staffId: StaffId; deviceId: string; state: 'connected' | 'closed' | 'ended' /** Since its last sign of life. */; silentMs: number }

/** One statement per node: that this gateway is there, and with whom. A gateway whose own lease had lapsed begins anew. */
export async function renewConnections(db: Db, nodeId: string, devices: readonly Device[]): Promise<void> {
  const rows = devices.map(({ staffId, deviceId, state, silentMs }) => ({ staff_id: staffId, device_id: deviceId, state, silent: silentMs / 1000 }))
  await sql`
    with gateway as (
      insert into gateway_lease (node_id, up_since, seen_until) values (${nodeId}, now(), now() + make_interval(secs => ${LEASE_SECONDS}))
      on conflict (node_id) do update set seen_until = excluded.seen_until,
        up_since = case when gateway_lease.seen_until > now() then gateway_lease.up_since else now() end)
    insert into staff_connection (staff_id, device_id, node_id, state, seen_until)
    select staff_id, device_id, ${nodeId}, state,
      case when state = 'ended' then now() else now() + make_interval(secs => ${LEASE_SECONDS} - silent) end
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (staff_id uuid, device_id uuid, state text, silent double precision)
    on conflict (staff_id, device_id, node_id) do update set state = excluded.state, seen_until = excluded.seen_until`.execute(db)
}

/** An ordered stop: whoever was connected here has a whole lease to come back, here or elsewhere. */
export async function endGateway(db: Db, nodeId: string): Promise<void> {
  await sql`
    with gateway as (update gateway_lease set seen_until = now() where node_id = ${nodeId})
    update staff_connection set state = 'closed', seen_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where node_id = ${nodeId} and state = 'connected'`.execute(db)
}

/** Leases that lapsed long ago, of people who have a newer one, and gateways that are long gone. */
export async function dropOldConnections(db: Db): Promise<void> {
  await sql`
    delete from staff_connection where (staff_id, device_id, node_id) in (
      select staff_id, device_id, node_id from staff_connection old
      where seen_until < now() - interval '1 hour' and exists (
        select from staff_connection newer where newer.staff_id = old.staff_id and newer.seen_until > old.seen_until)
      limit 1000 for update of old skip locked)`.execute(db)
  await sql`
    delete from gateway_lease where node_id in (
      select node_id from gateway_lease where seen_until < now() - interval '1 hour' limit 1000 for update skip locked)`.execute(db)
}

/** Everybody who has a socket open on any node: to them new conversations are given. */
export async function onlineStaff(db: Db): Promise<Set<StaffId>> {
  const { rows } = await sql<{ staff_id: StaffId }>`
    select distinct staff_id from staff_connection where state = 'connected' and seen_until > now()`.execute(db)
  return new Set(rows.map((row) => row.staff_id))
}

/**
 * Of all, or of these: who was there and has left, by signing out or because every lease has lapsed. Who never was
 * connected has not left either. A lapse counts only while the gateways can be believed:
 *
 * - of a gateway that is there, once it has renewed without a gap for the grace, and not while its next renewal is
 *   late: after an outage of the database it has told again by then who is connected;
 * - of a gateway that is gone, when the grace has passed after its own lease too, some gateway is there to which its
 *   agents could have gone, and none of those has just come up.
 */
export async function goneStaff(db: Db, ids: readonly StaffId[] | null): Promise<Set<StaffId>> {
  const grace = sql`make_interval(secs => ${GRACE_SECONDS})`
  const { rows } = await sql<{ staff_id: StaffId }>`
    with here as (select max(up_since) as youngest from gateway_lease where seen_until > now())
    select c.staff_id from staff_connection c cross join here left join gateway_lease g using (node_id)
    where ${ids === null ? sql`true` : sql`c.staff_id = any(${ids}::uuid[])`}
    group by c.staff_id
    having bool_and(c.state = 'ended' or c.seen_until <= now() and case
      when g.seen_until > now() then g.up_since <= now() - ${grace} and g.seen_until > now() + make_interval(secs => ${LEASE_SECONDS - LATE_AFTER_SECONDS})
      else (c.state = 'closed' or g.seen_until is null or g.seen_until + ${grace} <= now()) and coalesce(here.youngest <= now() - ${grace}, false)
      end)`.execute(db)
  return new Set(rows.map((row) => row.staff_id))
}

/** Whether some gateway holds sockets now; false for a while after the last one is gone. */
export async function isGatewayThere(db: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from gateway_lease where seen_until > now()) as there`.execute(db)
  return rows[0]?.there ?? false
}
