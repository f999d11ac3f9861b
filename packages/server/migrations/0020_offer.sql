-- What waits may be offered to an agent before it is his. Lock cost: columns with constant defaults, or none, on `team`,
-- `staff` and `conversation`; checks that read `conversation` through once under an exclusive lock; an index over the
-- conversations that are offered just now, of which there are none yet.

-- how long a member has to accept what is offered; null = given at once
alter table team add column accept_seconds integer check (accept_seconds between 10 and 120);

alter table staff
  -- offers let lapse since the person last gave a sign
  add column missed_offers integer not null default 0 check (missed_offers >= 0),
  -- why somebody else than the person set him to take nothing new
  add column away_why text check (away_why in ('silent', 'offers_missed')),
  add constraint staff_away check (away_why is null or not available);

-- The offer is part of what waits: there can be one at most, and it cannot outlast the waiting.
alter table conversation
  add column offered_to uuid references staff (id),
  -- on the database's clock
  add column offer_until timestamptz,
  add constraint conversation_offer check ((offered_to is null) = (offer_until is null)),
  add constraint conversation_offer_waits check (offered_to is null or status = 'waiting');
create index conversation_offered on conversation (offered_to) where offered_to is not null;
