-- Whether a stream is due is a column of its own: while it stays due, that more becomes due touches no index.
-- Lock cost: `reaction_due` (a row a reaction group and stream) is written anew under an exclusive lock.
drop index reaction_due_open;
alter table reaction_due add column due boolean not null generated always as (due_seq > handled_seq) stored;
create index reaction_due_open on reaction_due (reaction_group, due_at) where due;
