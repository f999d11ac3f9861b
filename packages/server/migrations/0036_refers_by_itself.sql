-- Rows that are written by the one statement that writes what they refer to, or are worked out from it, refer to it without
-- a foreign key: a message looked five times whether what was just written is there (docs/decisions/0026). Nobody looks for
-- what is owed by its customer. The day's figures find theirs by smaller ranges of pages, as those of resolutions do.
-- Lock cost: catalogues only, each table for a moment; `obligation` is read twice while nobody writes it.

alter table entry drop constraint entry_stream_id_fkey;
alter table entry_content drop constraint entry_content_stream_id_seq_fkey;
alter table entry_search drop constraint entry_search_conversation_id_fkey;
alter table obligation drop constraint obligation_customer_id_fkey;
drop index obligation_customer;
drop index obligation_received;
create index obligation_received on obligation using brin (received_at) with (autosummarize = on, pages_per_range = 16);
drop index obligation_closed;
create index obligation_closed on obligation using brin (closed_at) with (autosummarize = on, pages_per_range = 16);
