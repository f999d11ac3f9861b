-- Business hours. A new table, and a column without a default whose foreign key finds nothing to check: `team`, a table
-- of some rows, is locked for the blink of a catalogue change.

create table business_calendar (
  id         uuid primary key,
  name_zh    text not null,
  name_en    text not null,
  -- time zone, weekly hours, exceptions, holidays: written whole and read whole, in the protocol's own shape
  rules      jsonb not null,
  created_at timestamptz not null
);

-- Null = always open. A calendar that a team uses cannot go.
alter table team add column calendar_id uuid references business_calendar (id);
create index team_calendar on team (calendar_id) where calendar_id is not null;
