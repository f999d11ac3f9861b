-- Who gets priority service: by the wallet's word, or because staff saw that it is needed. One step higher in line and in
-- the promise than the question alone. Lock cost: columns with a constant default, which rewrite nothing; `customer` is
-- read through once for the check; an index over the conversations that wait just now, built while writers of
-- `conversation` wait.

alter table customer
  add column care_by_wallet boolean not null default false,
  add column care_by_staff boolean not null default false,
  -- why staff set it: for those who may change it, and for nobody else
  add column care_reason text,
  -- when the wallet was asked last, so that it is not asked at every turn
  add column care_asked_at timestamptz,
  add constraint customer_care_reason check ((care_reason is not null) = care_by_staff);

alter table conversation add column care boolean not null default false;

drop index conversation_line;

-- `packages/domain/src/routing/line.ts` says the same. The one without `care` stays for servers of the release before.
create function line_at(queued_at timestamptz, question_type text, urgent boolean, care boolean) returns timestamp
  language sql immutable parallel safe
  return (queued_at at time zone 'UTC') - case
    when urgent or question_type = 'security' then interval '15 minutes'
    when question_type in ('payment', 'transfer', 'refund') then case when care then interval '15 minutes' else interval '5 minutes' end
    when care then interval '5 minutes'
    else interval '0' end;

create index conversation_line
  on conversation (team_id, language, question_type, urgent, care, restricted, line_at(queued_at, question_type, urgent, care), id) where status = 'waiting';
