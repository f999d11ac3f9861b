-- Help articles and their versions. New tables only: no lock on anything that exists.

-- One row: what a node compares to know that its index is out of date, and what loaders take turns on.
create table knowledge (
  singleton boolean primary key default true check (singleton),
  version   bigint not null default 0
);
insert into knowledge default values;

create table article (
  slug       text not null,
  language   text not null check (language in ('zh-CN', 'en')),
  topic      text not null,
  intents    text[] not null,
  reasons    text[] not null,
  -- the version that is published
  version    integer not null check (version > 0),
  -- no longer published; what once stood on it keeps its versions
  retired_at timestamptz,
  primary key (slug, language)
);

create table article_version (
  slug         text not null,
  language     text not null,
  version      integer not null check (version > 0),
  title        text not null,
  variants     text[] not null,
  markdown     text not null,
  updated_on   date not null,
  source       text not null,
  -- SHA-256 of the file it was loaded from
  content_hash bytea not null check (octet_length(content_hash) = 32),
  created_at   timestamptz not null,
  primary key (slug, language, version),
  foreign key (slug, language) references article (slug, language)
);
alter table article add foreign key (slug, language, version) references article_version (slug, language, version) deferrable initially deferred;
create index article_published_version on article (slug, language, version);
