-- When the place that a stay in line ended on was free again: how long work takes is what waits are estimated from. Lock
-- cost: a column without a default and a check that looks at new rows only; an index that is empty at first, built by
-- reading `line_stay` once while nobody enters or leaves a line. `line_pace` is not written any more; servers of the
-- version before still write it while both run, so that it goes with a later version.

alter table line_stay
  add column freed_at timestamptz,
  add constraint line_stay_freed check (freed_at is null or (how = 'served' and freed_at > left_at)) not valid;
create index line_stay_freed on line_stay (team_id, freed_at) where freed_at is not null;
