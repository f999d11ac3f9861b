-- What the bot has learned from the articles: once, not at every start of every server. New table only: no lock on
-- anything that exists.

create table bot_learned (
  -- SHA-256 over the articles' texts and the learner itself
  key           bytea primary key check (octet_length(key) = 32),
  language      text not null check (language in ('zh-CN', 'en')),
  -- somebody is learning it; when this has passed without a result, another may
  claimed_until timestamptz not null,
  learned_at    timestamptz,
  -- some megabytes; null while it is being learned
  weights       bytea,
  check ((learned_at is null) = (weights is null))
);
-- The program has compressed it already.
alter table bot_learned alter column weights set storage external;
