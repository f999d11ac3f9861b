-- Who is to be resolved soon or late is looked up whether or not somebody was told: the wallboard's question found no index and
-- read every resolution there ever was, and so did the day's figures while the table was smaller than one range of its pages.
-- Lock cost: while three small indexes are built by reading `resolution` three times, nobody writes it.

drop index resolution_warn;
create index resolution_warn on resolution (warn_at) where running_since is not null;
drop index resolution_started;
create index resolution_started on resolution using brin (started_at) with (autosummarize = on, pages_per_range = 16);
drop index resolution_ended;
create index resolution_ended on resolution using brin (ended_at) with (autosummarize = on, pages_per_range = 16);
