-- By when what people have is to be resolved. Lock cost: `promise` has nine rows; open conversations that people have are
-- read once for their clocks, which begin with this upgrade: nothing was promised for them.

alter table promise
  alter column minutes drop not null,
  drop constraint promise_kind_check,
  add constraint promise_kind_check check (kind in ('bot_reply', 'first_reply', 'next_reply', 'resolution')),
  -- null: nothing is promised; an answer always is
  add constraint promise_minutes check (minutes is not null or kind = 'resolution'),
  -- whoever has answered keeps what he has
  add constraint promise_release check (release_minutes is null or kind in ('first_reply', 'next_reply'));
insert into promise (kind, priority, minutes) values ('resolution', 'urgent', 240), ('resolution', 'high', 480), ('resolution', 'normal', 960);

-- How long people have had each conversation. One row for each that they ever had.
create table resolution (
  conversation_id uuid primary key references conversation (id),
  started_at      timestamptz not null,
  -- what is over: [{"from", "until"}, ...], in order
  pieces          jsonb not null default '[]',
  -- null while it is the customer's turn, and after the end
  running_since   timestamptz,
  ended_at        timestamptz,
  ended_how       text check (ended_how in ('resolved', 'withdrawn', 'returned_to_bot', 'merged', 'closed')),
  -- what was promised; null: nothing
  minutes         integer check (minutes > 0),
  warn_percent    integer check (warn_percent between 1 and 99),
  -- while the clock stands still, only what had run out before
  warn_at         timestamptz,
  due_at          timestamptz,
  warned_at       timestamptz,
  overdue_at      timestamptz,
  check ((minutes is null) = (warn_percent is null)),
  check (minutes is not null or (warn_at is null and due_at is null)),
  -- what runs and is promised has its time
  check (minutes is null or running_since is null or (warn_at is not null and due_at is not null)),
  check ((ended_at is null) = (ended_how is null)),
  check (running_since is null or ended_at is null)
) with (fillfactor = 80);
create index resolution_warn on resolution (warn_at) where running_since is not null and warned_at is null;
create index resolution_due on resolution (due_at) where running_since is not null;
create index resolution_started on resolution using brin (started_at) with (autosummarize = on);
create index resolution_ended on resolution using brin (ended_at) with (autosummarize = on);

insert into resolution (conversation_id, started_at, running_since)
  select id, now(), case when status <> 'awaiting_customer' then now() end
  from conversation where status in ('waiting', 'assigned', 'snoozed', 'awaiting_customer');
