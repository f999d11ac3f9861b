-- Whose line a conversation waited in, while somebody of a team that helps has it, or had it last. Lock cost: a column
-- without a default. What is with a helper just now is looked up: of each conversation that is held or has just ended one
-- entry, by the stream's own index.

alter table conversation add column home_team_id uuid;

update conversation c set home_team_id = (last.data ->> 'overflowFrom')::uuid
from conversation h cross join lateral (
  select e.type, e.data from entry e
  where e.stream_id = h.id and e.type in ('conversation.assigned', 'conversation.transferred', 'conversation.queued', 'conversation.reopened')
  order by e.seq desc limit 1) last
where c.id = h.id and h.status in ('assigned', 'snoozed', 'awaiting_customer', 'resolved') and last.type = 'conversation.assigned'
  and last.data ->> 'overflowFrom' is not null;
