-- Who hears of incidents by mail, and the mails that are still to go out. New tables only: `incident` is referenced, an
-- instant under a lock that keeps out its changes.

create table incident_subscriber (
  id           uuid primary key,
  email        text not null check (length(email) <= 254),
  language     text not null check (language in ('zh-CN', 'en')),
  asked_at     timestamptz not null,
  -- null: the link that was mailed has not been followed; nothing is sent, and two days later the row goes
  confirmed_at timestamptz,
  -- how many mails in a row the mail server has refused for this address
  refused      integer not null default 0 check (refused >= 0)
);
create unique index incident_subscriber_email on incident_subscriber (lower(email));
create index incident_subscriber_asked on incident_subscriber (asked_at) where confirmed_at is null;

-- Each thing that was said of an incident, once its mails stood below: so that they are made once.
create table incident_told (
  incident_id uuid not null references incident (id),
  seq         bigint not null,
  primary key (incident_id, seq)
);

-- One mail to one subscriber; what was sent, refused or given up has no row.
create table incident_mail (
  incident_id     uuid not null,
  seq             bigint not null,
  subscriber_id   uuid not null references incident_subscriber (id) on delete cascade,
  attempts        integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null,
  -- a lease on the database's clock: somebody is sending it
  claimed_until   timestamptz,
  primary key (incident_id, seq, subscriber_id),
  foreign key (incident_id, seq) references incident_told (incident_id, seq)
) with (fillfactor = 80);
create index incident_mail_subscriber on incident_mail (subscriber_id);
create index incident_mail_next on incident_mail (next_attempt_at);
