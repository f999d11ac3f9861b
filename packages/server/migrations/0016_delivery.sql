-- Answers on their way to customers, and where customers can be written to. Lock cost: a column without a default on
-- `customer`, which rewrites nothing; a check on `alarm`, a small table, read through once.

-- as the wallet's signed token says; null = none known
alter table customer add column email text check (length(email) <= 254);

-- An answer that the customer is not known to have read. What is read in time on the web leaves no row behind.
create table delivery (
  -- no foreign keys: conversations, entries and customers are never removed, and this row follows each answer
  conversation_id uuid not null,
  seq             bigint not null,
  customer_seq    bigint not null,
  customer_id     uuid not null,
  posted_at       timestamptz not null,
  channel         text not null default 'web' check (channel in ('web', 'email')),
  state           text not null default 'due'
    check (state in ('due', 'sending', 'failed', 'unknown', 'accepted', 'undelivered', 'reached', 'settled')),
  reason          text check (reason in ('no_mail_channel', 'no_address', 'address_refused', 'mail_refused', 'mail_put_off',
    'mail_server_refuses_us', 'mail_server_away', 'outcome_unknown')),
  attempts        integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  -- the mail it goes out with, whose Message-ID this is
  mail_id         uuid,
  -- a lease on the database's clock: somebody is sending it
  claimed_until   timestamptz,
  changed_at      timestamptz not null,
  primary key (conversation_id, seq),
  check (channel = 'web' or mail_id is not null),
  check (state <> 'due' or channel = 'web'),
  check (state not in ('sending', 'failed', 'unknown') or channel = 'email'),
  -- what is under way has a time at which somebody looks again; what has ended has none
  check (state not in ('due', 'sending', 'failed', 'unknown') or next_attempt_at is not null),
  check (state not in ('accepted', 'reached', 'settled') or next_attempt_at is null),
  check (state not in ('failed', 'unknown', 'undelivered') or reason is not null)
) with (fillfactor = 80);
create index delivery_next on delivery (next_attempt_at) where next_attempt_at is not null;
create index delivery_mail on delivery (mail_id) where mail_id is not null;
create index delivery_undelivered on delivery (posted_at, conversation_id, seq) where state = 'undelivered';

alter table alarm drop constraint alarm_kind_check;
alter table alarm add constraint alarm_kind_check
  check (kind in ('reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ', 'answers_undelivered'));
