-- How many bytes the files take, counted as they come and go: a quota is held without adding up the table for each of
-- them. Lock cost: adds a column without a default to `attachment` (an instant under an exclusive lock), reads it through
-- once to count what is there, makes a new table of one row. Whoever stores a file locks that row until the commit.

-- what the file and its thumbnail take; null: stored before this was counted, size_bytes stands for it
alter table attachment add column stored_bytes integer check (stored_bytes >= size_bytes);

create table storage_use (
  only_row boolean primary key default true check (only_row),
  bytes    bigint not null check (bytes >= 0)
) with (fillfactor = 50);
insert into storage_use (bytes)
  select coalesce(sum(size_bytes), 0) from attachment where state <> 'redacted' or erased_at is null;
