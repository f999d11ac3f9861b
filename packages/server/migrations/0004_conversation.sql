-- Conversations and what stands beside them. New tables only.

create sequence conversation_reference start 10001;

create table conversation (
  id               uuid primary key,
  reference        text not null unique,
  customer_id      uuid not null references customer (id),
  -- the client-made id it was started with, unique per customer: starting twice gives one
  client_id        uuid not null,
  started_by       uuid not null,
  channel          text not null check (channel in ('web')),
  question_type    text not null,
  language         text not null,
  status           text not null check (status in ('bot', 'waiting', 'assigned', 'snoozed', 'awaiting_customer', 'resolved', 'closed')),
  team_id          uuid references team (id),
  assignee_id      uuid references staff (id),
  restricted       boolean not null default false,
  -- the customer's own first words and the newest words, for lists; cleared by redaction
  title            text,
  title_seq        bigint,
  last_text        text,
  last_text_seq    bigint,
  last_from        text,
  context          jsonb not null default '{}',
  transaction      jsonb,
  amount_minor     bigint,
  currency         text,
  previous_id      uuid references conversation (id),
  merged_into_id   uuid references conversation (id),
  agent_name       text,
  waiting_since    timestamptz,
  queued_at        timestamptz,
  snoozed_until    timestamptz,
  outcome          text,
  resolved_at      timestamptz,
  closed_at        timestamptz,
  rating           integer check (rating between 1 and 5),
  rating_words     text,
  rated_at         timestamptz,
  opened_at        timestamptz not null,
  changed_at       timestamptz not null,
  unique (started_by, client_id),
  check ((status in ('assigned', 'snoozed', 'awaiting_customer')) <= (assignee_id is not null)),
  check ((status = 'waiting') <= (team_id is not null and queued_at is not null)),
  check ((status = 'snoozed') = (snoozed_until is not null)),
  check ((amount_minor is null) = (currency is null))
) with (fillfactor = 70);
create index conversation_customer on conversation (customer_id, opened_at desc);
create index conversation_team on conversation (team_id, changed_at desc, id desc);
create index conversation_assignee on conversation (assignee_id, changed_at desc, id desc) where assignee_id is not null;
create index conversation_waiting on conversation (team_id, queued_at, id) where status = 'waiting';
create index conversation_changed on conversation (changed_at desc, id desc);
create index conversation_previous on conversation (previous_id) where previous_id is not null;
create index conversation_merged on conversation (merged_into_id) where merged_into_id is not null;
create index conversation_open_question on conversation (customer_id, question_type)
  where status not in ('resolved', 'closed');
create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;
create index conversation_resolved on conversation (resolved_at) where status = 'resolved';

-- Who of the staff may see a conversation beyond team and role: held it once, or was mentioned in it.
create table conversation_reach (
  conversation_id uuid not null references conversation (id),
  staff_id        uuid not null references staff (id),
  why             text not null check (why in ('held', 'mentioned')),
  at              timestamptz not null,
  primary key (conversation_id, staff_id, why)
);
create index conversation_reach_staff on conversation_reach (staff_id, why, at desc);

-- Cursors and presence of each party: state, not entries. `party` = 'customer' or a staff id.
create table participant (
  conversation_id uuid not null references conversation (id),
  party           text not null,
  delivered_seq   bigint not null default 0,
  read_seq        bigint not null default 0,
  typing_until    timestamptz,
  viewing_until   timestamptz,
  changed_at      timestamptz not null default now(),
  primary key (conversation_id, party),
  check (read_seq <= delivered_seq)
) with (fillfactor = 50);
create index participant_changed on participant (changed_at);
create index participant_party on participant (party, viewing_until) where party <> 'customer';

-- Words of every message and note, segmented by the application, for search.
create table entry_search (
  conversation_id uuid not null references conversation (id),
  seq             bigint not null,
  internal        boolean not null,
  lexemes         tsvector not null,
  primary key (conversation_id, seq)
);
create index entry_search_lexemes on entry_search using gin (lexemes);

create table canned_reply (
  id       uuid primary key,
  shortcut text not null unique,
  title    text not null,
  text_zh  text not null,
  text_en  text not null,
  team_id  uuid references team (id)
);
create index canned_reply_team on canned_reply (team_id) where team_id is not null;

create table saved_view (
  id       uuid primary key,
  staff_id uuid not null references staff (id),
  name     text not null,
  query    jsonb not null,
  position integer not null
);
create index saved_view_staff on saved_view (staff_id, position);

-- Agents' live connections: a lease a server node holds for a member of staff, on the database's clock.
create table staff_connection (
  staff_id   uuid not null references staff (id),
  node_id    uuid not null,
  seen_until timestamptz not null,
  primary key (staff_id, node_id)
);
create index staff_connection_node on staff_connection (node_id);
