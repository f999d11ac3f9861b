-- When, and of which incident, a subscriber's address was last counted as refused; how often nobody could say whether a mail
-- was taken. Lock cost: columns with no or a constant default, which rewrite nothing; `incident_subscriber` is small, and read through once.

-- null: not since a mail was taken
alter table incident_subscriber add column refused_at timestamptz;
alter table incident_subscriber add column refused_of uuid;
-- counted so far was also what the mail server had against us, and several a day
update incident_subscriber set refused = 0 where refused > 0;

-- how many attempts ended without anybody knowing whether the mail server has the mail
alter table delivery add column unknowns integer not null default 0 check (unknowns >= 0);
alter table incident_mail add column unknowns integer not null default 0 check (unknowns >= 0);
