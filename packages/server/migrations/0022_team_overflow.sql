-- Which teams help which. A new table only: `team` is referenced, an instant under a lock that keeps out its changes.

create table team_overflow (
  team_id       uuid not null references team (id),
  position      integer not null check (position >= 1),
  to_team_id    uuid not null references team (id),
  -- answers what has waited so long
  after_minutes integer not null check (after_minutes between 0 and 240),
  -- and at once while nobody of the team is there
  when_nobody   boolean not null,
  primary key (team_id, position),
  unique (team_id, to_team_id),
  check (team_id <> to_team_id)
);
create index team_overflow_to on team_overflow (to_team_id);
