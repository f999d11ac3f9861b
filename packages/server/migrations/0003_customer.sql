-- People who ask, known or anonymous, and the devices of anonymous visitors. New tables only.

create table customer (
  id            uuid primary key,
  -- the wallet's own id of a signed-in customer; null for an anonymous visitor
  external_id   text unique,
  name          text,
  language      text not null default 'zh-CN',
  -- set when an anonymous visitor turned out to be this customer: one way
  joined_into   uuid references customer (id),
  blocked_until timestamptz,
  block_reason  text,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  check (joined_into is null or external_id is null)
);
create index customer_joined_into on customer (joined_into) where joined_into is not null;
create index customer_name on customer (lower(name) text_pattern_ops) where name is not null;

-- A visitor's device secret, kept as SHA-256 only.
create table visitor_device (
  secret_hash bytea primary key,
  customer_id uuid not null references customer (id),
  address     text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);
create index visitor_device_customer on visitor_device (customer_id);

-- Open sockets of anonymous visitors by device and by address, a lease a node holds, so that limits hold across nodes.
create unlogged table visitor_socket (
  subject    text not null,
  node_id    uuid not null,
  count      integer not null check (count >= 0),
  seen_until timestamptz not null,
  primary key (subject, node_id)
);
create index visitor_socket_lapsed on visitor_socket (seen_until);
