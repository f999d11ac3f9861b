-- What was found to be urgent stands in line as such. Lock cost: an index over the conversations that wait just now,
-- built while writers of `conversation` wait.

drop index conversation_line;
drop function line_at(timestamptz, text);

-- Since when it waits, the head start of its priority included: `packages/domain/src/routing/line.ts` says the same.
-- Through UTC, because only arithmetic without a time zone is immutable.
create function line_at(queued_at timestamptz, question_type text, urgent boolean) returns timestamp
  language sql immutable parallel safe
  return (queued_at at time zone 'UTC') - case
    when urgent or question_type = 'security' then interval '15 minutes'
    when question_type in ('payment', 'transfer', 'refund') then interval '5 minutes'
    else interval '0' end;

create index conversation_line
  on conversation (team_id, language, question_type, urgent, restricted, line_at(queued_at, question_type, urgent), id) where status = 'waiting';
