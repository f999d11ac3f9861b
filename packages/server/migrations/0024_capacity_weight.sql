-- How many of an agent's places a conversation takes, by what it asks of him. A new table only: no lock on anything that exists.

create table capacity_weight (
  kind   text primary key check (kind in ('chat', 'call_back_chat', 'call_back_phone')),
  -- in quarters, which add up exactly
  weight double precision not null check (weight between 0.25 and 10 and weight * 4 = floor(weight * 4))
);
insert into capacity_weight (kind, weight) values ('chat', 1), ('call_back_chat', 1), ('call_back_phone', 1);
