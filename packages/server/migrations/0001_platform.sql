-- Streams, their entries and content, and what is due for reactions. New tables only: no lock on anything that exists.

create table stream (
  id                uuid primary key,
  kind              text not null,
  customer_id       uuid,
  last_seq          bigint not null default 0 check (last_seq >= 0),
  last_customer_seq bigint not null default 0 check (last_customer_seq between 0 and last_seq),
  first_seq         bigint not null default 1
) with (fillfactor = 70);

-- Lists forget; everything else is kept.
create index stream_list on stream (id) where kind = 'list';

create table entry (
  stream_id    uuid not null references stream (id),
  seq          bigint not null check (seq > 0),
  customer_seq bigint check (customer_seq > 0),
  customer_id  uuid,
  type         text not null,
  actor        jsonb not null,
  at           timestamptz not null,
  data         jsonb not null,
  -- who sent it and under which client-made id: what makes sending repeatable without effect
  sender       text,
  client_id    uuid,
  content_hash bytea,
  primary key (stream_id, seq),
  check ((sender is null) = (client_id is null))
);
create unique index entry_customer_seq on entry (stream_id, customer_seq) where customer_seq is not null;
create unique index entry_client_id on entry (stream_id, sender, client_id) where client_id is not null;

-- Text stands apart from the entry, so that it can be redacted while numbering and proof stay.
create table entry_content (
  stream_id   uuid not null,
  seq         bigint not null,
  body        text,
  salt        bytea,
  redacted_at timestamptz,
  primary key (stream_id, seq),
  foreign key (stream_id, seq) references entry (stream_id, seq),
  check ((body is null) = (redacted_at is not null)),
  check ((salt is null) = (redacted_at is not null))
);

-- One row a reaction group and stream it has ever reacted to: how far it is due, how far it is handled.
create table reaction_due (
  reaction_group text not null,
  -- no foreign key: streams are never removed, and this row is written with each of theirs
  stream_id      uuid not null,
  due_seq        bigint not null,
  handled_seq    bigint not null default 0,
  due_at         timestamptz not null default now(),
  claimed_until  timestamptz,
  attempts       integer not null default 0,
  last_error     text,
  primary key (reaction_group, stream_id)
) with (fillfactor = 70);
create index reaction_due_open on reaction_due (reaction_group, due_at) where due_seq > handled_seq;

-- Which server processes run jobs, and under which names they hold them: leases on the database's clock.
create table node (
  id          uuid primary key,
  job_holders text[] not null,
  seen_until  timestamptz not null
);

-- Small facts about this deployment that must be decided once (which demo was loaded, first-admin link).
create table deployment_fact (
  name  text primary key,
  value jsonb not null,
  at    timestamptz not null default now()
);

-- Counters of limits that hold across nodes: one row a subject and window.
create unlogged table rate_window (
  subject   text not null,
  window_at timestamptz not null,
  count     integer not null,
  primary key (subject, window_at)
);
create index rate_window_at on rate_window (window_at);
