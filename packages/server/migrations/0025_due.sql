-- Whether a stream is due is a column of its own: while it stays due, that more becomes due touches no index.
-- Lock cost: `reaction_due` (a row a reaction group and stream) is written anew under an exclusive lock.
drop index reaction_due_open;
alter table reaction_due add column due boolean not null generated always as (due_seq > handled_seq) stored;
create index reaction_due_open on reaction_due (reaction_group, due_at) where due;

-- Lists, search and delivery share one cursor from now on. It begins where they were told of last; what each has not
-- handled yet stays due for itself.
insert into reaction_due (reaction_group, stream_id, due_seq, handled_seq)
select 'following', stream_id, max(due_seq), max(due_seq) from reaction_due where reaction_group in ('lists', 'search', 'delivery') group by stream_id;
