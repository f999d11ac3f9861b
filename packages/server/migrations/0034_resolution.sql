-- By when what people have is to be resolved. Lock cost: `promise` has nine rows. The new table's foreign key keeps writers off
-- `conversation` until the open conversations that people have were read for their clocks, some milliseconds for thousands of
-- them. The clocks begin with this upgrade: nothing was promised for what is open.

alter table promise
  alter column minutes drop not null,
  drop constraint promise_kind_check,
  add constraint promise_kind_check check (kind in ('bot_reply', 'first_reply', 'next_reply', 'resolution')),
  -- null: nothing is promised; an answer always is
  add constraint promise_minutes check (minutes is not null or kind = 'resolution'),
  -- whoever has answered keeps what he has
  add constraint promise_release check (release_minutes is null or kind in ('first_reply', 'next_reply'));
insert into promise (kind, priority, minutes) values ('resolution', 'urgent', 240), ('resolution', 'high', 480), ('resolution', 'normal', 960);

-- When people had each conversation: a row for each time that they got it from the bot, the last one first in hand.
create table resolution (
  conversation_id uuid not null references conversation (id),
  started_at      timestamptz not null,
  -- null while it is the customer's turn, and after the end
  running_since   timestamptz,
  ended_at        timestamptz,
  ended_how       text check (ended_how in ('resolved', 'withdrawn', 'returned_to_bot', 'merged', 'closed')),
  -- what was promised; null: nothing
  minutes         integer check (minutes > 0),
  warn_percent    integer check (warn_percent between 1 and 99),
  -- how much open time was left when it began to run, or is while it stands still; none where it is late
  left_ms         bigint check (left_ms >= 0),
  -- while it stands still, only what had run out before
  warn_at         timestamptz,
  due_at          timestamptz,
  warned_at       timestamptz,
  overdue_at      timestamptz,
  primary key (conversation_id, started_at),
  check ((minutes is null) = (warn_percent is null) and (minutes is null) = (left_ms is null)),
  check (minutes is not null or due_at is null),
  -- what runs and is promised has its time
  check (minutes is null or running_since is null or (warn_at is not null and due_at is not null)),
  check ((ended_at is null) = (ended_how is null)),
  check (running_since is null or ended_at is null)
) with (fillfactor = 80);
create unique index resolution_open on resolution (conversation_id) where ended_at is null;
create index resolution_warn on resolution (warn_at) where running_since is not null and warned_at is null;
create index resolution_due on resolution (due_at) where running_since is not null and overdue_at is null;
create index resolution_late on resolution (overdue_at) where running_since is not null and overdue_at is not null;
create index resolution_started on resolution using brin (started_at) with (autosummarize = on);
create index resolution_ended on resolution using brin (ended_at) with (autosummarize = on);

insert into resolution (conversation_id, started_at, running_since)
  select id, date_trunc('milliseconds', now()), case when status <> 'awaiting_customer' and (status <> 'waiting' or call_back_from is null) then now() end
  from conversation where status in ('waiting', 'assigned', 'snoozed', 'awaiting_customer');
