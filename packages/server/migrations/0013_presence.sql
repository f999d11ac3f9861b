-- Leases of agents by device, and since when each gateway has renewed its own without a gap. Lock cost: replaces
-- `staff_connection`, a small table whose rows lived for half a minute. Servers of the version before cannot renew while
-- both run: agents connected to them get no new conversations until they reconnect.
drop table staff_connection;
create table staff_connection (
  staff_id   uuid not null references staff (id),
  -- the session; several tabs of it are one device
  device_id  uuid not null,
  node_id    uuid not null,
  -- connected: a socket is open. closed: it went without a word and may come back. ended: signed out, or the session is over
  state      text not null check (state in ('connected', 'closed', 'ended')),
  seen_until timestamptz not null,
  primary key (staff_id, device_id, node_id)
) with (fillfactor = 50);
create index staff_connection_node on staff_connection (node_id);

create table gateway_lease (
  node_id    uuid primary key,
  up_since   timestamptz not null,
  seen_until timestamptz not null
) with (fillfactor = 50);
