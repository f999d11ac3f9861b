-- Files that customers and staff send. New table only: no lock on anything that exists. The bytes stand in the storage
-- under a key made of the row's id; the row is what says whether they may be read.

create table attachment (
  id              uuid primary key,
  -- who sent it: a customer or a member of staff
  customer_id     uuid references customer (id),
  staff_id        uuid references staff (id),
  -- the message or note it stands on, once it is posted
  conversation_id uuid references conversation (id),
  seq             bigint check (seq > 0),
  -- order among the files of one message
  position        integer,
  -- arriving: row written, bytes perhaps not · stored: waits to be posted · attached: stands on an entry ·
  -- redacted: removed by a person · discarded: never posted, bytes being removed
  state           text not null check (state in ('arriving', 'stored', 'attached', 'redacted', 'discarded')),
  name            text,
  media_type      text not null check (media_type in ('image/png', 'image/jpeg', 'application/pdf')),
  size_bytes      integer not null check (size_bytes > 0),
  -- of the bytes as they are stored (pictures are re-encoded), which the entry's salted hash covers
  sha256          bytea check (octet_length(sha256) = 32),
  width           integer check (width > 0),
  height          integer check (height > 0),
  has_thumbnail   boolean not null,
  created_at      timestamptz not null,
  -- when the bytes of a redacted file were gone from the storage
  erased_at       timestamptz,
  check ((customer_id is null) <> (staff_id is null)),
  check ((state = 'attached') <= (conversation_id is not null)),
  check ((conversation_id is null) = (seq is null)),
  check ((conversation_id is null) = (position is null)),
  check ((width is null) = (height is null)),
  -- nothing that tells of the content outlives a redaction
  check ((state = 'redacted') = (name is null)),
  check ((state = 'redacted') = (sha256 is null)),
  check ((state = 'redacted') >= (erased_at is not null))
);
create unique index attachment_entry on attachment (conversation_id, seq, position) where conversation_id is not null;
create index attachment_customer on attachment (customer_id, created_at) where customer_id is not null;
create index attachment_staff on attachment (staff_id, created_at) where staff_id is not null;
create index attachment_unposted on attachment (created_at) where state in ('arriving', 'stored', 'discarded');
create index attachment_unerased on attachment (id) where state = 'redacted' and erased_at is null;
