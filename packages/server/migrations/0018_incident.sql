-- What is disturbed and what is planned, as the public is told of it. A new table only: no lock on anything that exists.

create table incident (
  id         uuid primary key,
  kind       text not null check (kind in ('incident', 'planned')),
  -- null for planned work
  severity   text check (severity in ('minor', 'major', 'critical')),
  state      text not null,
  title_zh   text not null,
  title_en   text not null,
  components text[] not null check (cardinality(components) > 0),
  -- when it began, or is to begin
  starts_at  timestamptz not null,
  -- when planned work is to be over
  ends_at    timestamptz,
  -- when it was over
  ended_at   timestamptz,
  created_at timestamptz not null,
  -- who opened it and under which client-made id: what makes opening repeatable without effect
  opened_by  uuid not null references staff (id),
  client_id  uuid not null,
  unique (opened_by, client_id),
  check ((kind = 'planned') = (severity is null)),
  check ((kind = 'planned') = (ends_at is not null)),
  check (ends_at > starts_at),
  check (case kind
    when 'incident' then state in ('investigating', 'identified', 'monitoring', 'resolved')
    else state in ('scheduled', 'in_progress', 'done', 'cancelled') end),
  check ((ended_at is not null) = (state in ('resolved', 'done', 'cancelled')))
);
create index incident_open on incident (starts_at) where ended_at is null;
create index incident_ended on incident (ended_at) where ended_at is not null;
