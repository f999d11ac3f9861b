-- How long people wait in line, what they were told of it, and by when somebody calls back. Lock cost: new tables;
-- columns without a default and checks on `conversation`, which is read through once under an exclusive lock.

-- One stay in a line, from the entry that began it. Written by a reaction; a repeat finds its row.
create table line_stay (
  conversation_id uuid not null references conversation (id),
  seq             bigint not null,
  customer_id     uuid not null references customer (id),
  team_id         uuid not null, -- as the entry names it: what happened is kept whatever becomes of the team
  priority        text not null check (priority in ('urgent', 'high', 'normal')),
  entered_at      timestamptz not null,
  left_at         timestamptz,
  -- `lost`: found out of line without an entry that says how; never counted
  how             text check (how in ('served', 'left', 'call_back', 'lost')),
  primary key (conversation_id, seq),
  check ((left_at is null) = (how is null))
);
create unique index line_stay_open on line_stay (conversation_id) where left_at is null;
create index line_stay_customer on line_stay (customer_id);
create index line_stay_entered on line_stay (team_id, entered_at);
create index line_stay_left on line_stay (team_id, left_at);
create index line_stay_ended on line_stay (left_at);

-- What was told of a stay, when; null = that it cannot be said. What became of it stands with the stay.
create table wait_estimate (
  conversation_id  uuid not null,
  stay_seq         bigint not null,
  at               timestamptz not null,
  ahead            integer not null check (ahead >= 0),
  from_seconds     integer,
  to_seconds       integer,
  expected_seconds integer,
  cannot           text check (cannot in ('nobody_there', 'no_experience', 'too_uncertain')),
  primary key (conversation_id, stay_seq, at),
  foreign key (conversation_id, stay_seq) references line_stay (conversation_id, seq),
  check ((from_seconds is null) = (cannot is not null)),
  check ((to_seconds is null) = (cannot is not null)),
  check ((expected_seconds is null) = (cannot is not null)),
  check (from_seconds >= 0 and to_seconds > from_seconds and to_seconds <= 2 * from_seconds + 120)
);
create index wait_estimate_at on wait_estimate (at);

-- How many places there were for a line in which somebody waited, by minute: together with the stays, the line's pace.
create table line_pace (
  team_id       uuid not null references team (id),
  minute        timestamptz not null,
  seconds       double precision not null check (seconds >= 0),
  place_seconds double precision not null check (place_seconds >= 0),
  primary key (team_id, minute)
);
create index line_pace_minute on line_pace (minute);

-- Whose turn it is to look at the lines, and when that was done last: one row, held while looking.
create table line_look (only_one boolean primary key default true check (only_one), at timestamptz not null);
insert into line_look (at) values ('epoch');

-- A call-back: how the customer wants to hear from a person, and when; without a time, when it is the own turn.
alter table conversation
  add column call_back_channel text check (call_back_channel in ('chat', 'mail', 'phone')),
  add column call_back_from timestamptz,
  add column call_back_until timestamptz,
  add column call_back_number text,
  add constraint conversation_call_back_time check ((call_back_from is null) = (call_back_until is null) and call_back_from < call_back_until),
  add constraint conversation_call_back check (call_back_channel is not null or (call_back_from is null and call_back_number is null)),
  add constraint conversation_call_back_number check ((call_back_number is not null) = (coalesce(call_back_channel, '') = 'phone')),
  -- who is to be called is owed the call
  add constraint conversation_call_back_owed check (call_back_channel is null or owed_since is not null);
create index conversation_call_back on conversation (team_id, call_back_from) where call_back_from is not null;
