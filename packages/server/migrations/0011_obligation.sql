-- Who owes the customer an answer, by when. Lock cost: adds columns, checks and a foreign key to `conversation`, which
-- is read through once under an exclusive lock; open conversations that owe an answer get their obligation here.

-- The promises: how long an answer may take, by kind and priority. Minutes of business time for people, of plain time
-- for the bot.
create table promise (
  kind         text not null check (kind in ('bot_reply', 'first_reply', 'next_reply')),
  priority     text not null check (priority in ('urgent', 'high', 'normal')),
  minutes      integer not null check (minutes > 0),
  warn_percent integer not null default 75 check (warn_percent between 1 and 99),
  -- an agent who has not answered so many minutes after the deadline loses the conversation; null = keeps it
  release_minutes integer check (release_minutes > 0),
  primary key (kind, priority)
);
insert into promise (kind, priority, minutes, release_minutes) values
  ('bot_reply', 'urgent', 1, null), ('bot_reply', 'high', 1, null), ('bot_reply', 'normal', 1, null),
  ('first_reply', 'urgent', 3, 2), ('first_reply', 'high', 5, 5), ('first_reply', 'normal', 10, 10),
  ('next_reply', 'urgent', 5, 5), ('next_reply', 'high', 10, 10), ('next_reply', 'normal', 15, 15);

create table obligation (
  id              uuid not null,
  open            boolean not null,
  conversation_id uuid not null references conversation (id),
  customer_id     uuid not null references customer (id),
  channel         text not null,
  kind            text not null check (kind in ('bot_reply', 'first_reply', 'next_reply')),
  priority        text not null check (priority in ('urgent', 'high', 'normal')),
  owner_kind      text check (owner_kind in ('bot', 'team', 'agent')),
  -- the team or the agent; the bot has none
  owner_id        uuid,
  owned_since     timestamptz not null,
  received_at     timestamptz not null,
  warn_at         timestamptz,
  due_at          timestamptz,
  warned_at       timestamptz,
  overdue_at      timestamptz,
  closed_at       timestamptz,
  closed_how      text check (closed_how in ('answered', 'withdrawn', 'decided')),
  closed_reason   text,
  -- The key that `conversation` refers to: it names the obligation and that it is open, so that closing one which is
  -- still owed, or owing without one, fails at the commit.
  primary key (id, open),
  check (not open or (owner_kind is not null and due_at is not null and warn_at is not null)),
  check (not open or (owner_kind = 'bot') = (owner_id is null)),
  check (open = (closed_at is null)),
  check (open = (closed_how is null)),
  check (open = (closed_reason is null))
) with (fillfactor = 80);
create unique index obligation_open on obligation (conversation_id) where open;
create index obligation_conversation on obligation (conversation_id, received_at);
create index obligation_customer on obligation (customer_id);
create index obligation_warn on obligation (warn_at) where open and warned_at is null;
create index obligation_due on obligation (due_at) where open;
create index obligation_owner on obligation (owner_id, due_at) where open and owner_id is not null;
create index obligation_received on obligation (received_at);
create index obligation_closed on obligation (closed_at) where not open;

alter table conversation
  add column owed_since timestamptz,
  add column obligation_id uuid,
  add column obligation_open boolean generated always as (case when obligation_id is null then null else true end) stored;

update conversation set owed_since = coalesce(waiting_since, changed_at), obligation_id = gen_random_uuid()
  where status not in ('resolved', 'closed') and (waiting_since is not null or (status = 'bot' and last_from = 'customer'));
insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, owned_since, received_at, warn_at, due_at)
  select obligation_id, true, id, customer_id, channel,
    case when status = 'bot' then 'bot_reply' when queued_at is not null then 'first_reply' else 'next_reply' end,
    case when question_type = 'security' then 'urgent' when question_type in ('payment', 'transfer', 'refund') then 'high' else 'normal' end,
    case when status = 'bot' then 'bot' when status = 'waiting' then 'team' else 'agent' end,
    case when status = 'bot' then null when status = 'waiting' then team_id else assignee_id end,
    owed_since, owed_since, now() + interval '5 minutes', now() + interval '10 minutes'
  from conversation where obligation_id is not null;

alter table conversation
  add constraint conversation_owes check ((owed_since is null) = (obligation_id is null)),
  add constraint conversation_owes_nothing_ended check (owed_since is null or status not in ('resolved', 'closed', 'awaiting_customer')),
  -- whoever waits for a person is owed an answer
  add constraint conversation_waits_owed check (waiting_since is null or owed_since is not null),
  add constraint conversation_obligation foreign key (obligation_id, obligation_open) references obligation (id, open) deferrable initially deferred;
create index conversation_obligation on conversation (obligation_id, obligation_open) where obligation_id is not null;

-- What is wrong and not yet put right, for leads to see; one open alarm a kind and subject.
create table alarm (
  id         uuid primary key,
  kind       text not null check (kind in ('reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ')),
  subject    text not null,
  data       jsonb not null default '{}',
  raised_at  timestamptz not null,
  seen_at    timestamptz not null,
  cleared_at timestamptz
);
create unique index alarm_open on alarm (kind, subject) where cleared_at is null;
create index alarm_raised on alarm (raised_at desc);
