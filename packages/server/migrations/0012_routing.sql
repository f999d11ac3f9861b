-- Who can answer what, and in which order a line is served. Lock cost: columns with constant defaults on `staff` and
-- `team`, tables of some rows; an index over the conversations that wait just now, built while writers of
-- `conversation` wait.

alter table staff
  add column languages text[] not null default '{zh-CN,en}' check (cardinality(languages) > 0),
  -- question type → level 1 to 3; what is missing is not his
  add column skills jsonb not null default '{"payment": 2, "transfer": 2, "refund": 2, "access": 2, "security": 2, "other": 2}'
    check (jsonb_typeof(skills) = 'object');

alter table team
  add column strategy text not null default 'least_busy' check (strategy in ('least_busy', 'longest_idle'));

-- Since when it waits, the head start of its priority included: `packages/domain/src/routing/line.ts` says the same.
-- Through UTC, because only arithmetic without a time zone is immutable.
create function line_at(queued_at timestamptz, question_type text) returns timestamp
  language sql immutable parallel safe
  return (queued_at at time zone 'UTC') - case
    when question_type = 'security' then interval '15 minutes'
    when question_type in ('payment', 'transfer', 'refund') then interval '5 minutes'
    else interval '0' end;

create index conversation_line on conversation (team_id, language, question_type, restricted, line_at(queued_at, question_type), id)
  where status = 'waiting';
