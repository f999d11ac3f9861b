-- A message changes its conversation's row in place, and what is owed in fewer indexes: no index holds any more which
-- obligation is open, and what is only asked by the day is found by ranges of pages. Lock cost: `conversation` is read
-- through once for its foreign key, and three indexes are built over `obligation`, both under an exclusive lock.

alter table conversation drop constraint conversation_obligation;
drop index conversation_obligation;

-- By its conversation as well, in whose order its ids are: a conversation names its own obligation, found by its own key.
alter table obligation
  drop constraint obligation_pkey,
  add primary key (id),
  add constraint obligation_of_conversation unique (conversation_id, id, open);
drop index obligation_conversation;
alter table conversation
  add constraint conversation_obligation foreign key (id, obligation_id, obligation_open) references obligation (conversation_id, id, open)
    deferrable initially deferred;

drop index obligation_received;
drop index obligation_closed;
create index obligation_received on obligation using brin (received_at) with (autosummarize = on);
create index obligation_closed on obligation using brin (closed_at) with (autosummarize = on);
