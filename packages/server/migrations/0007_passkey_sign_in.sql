-- Signing in with a passkey alone, and what the second step says of the sign-in before. A new table, and two columns
-- without a default: `staff` is locked for the blink of a catalogue change.

-- A ceremony begun before anybody is known: whoever holds the cookie answers its challenge, once, within minutes,
-- on whichever node. Kept by the hash of the cookie's token.
create table passkey_sign_in (
  token_hash bytea primary key,
  challenge  text not null,
  expires_at timestamptz not null
);
create index passkey_sign_in_expires on passkey_sign_in (expires_at);

-- When somebody last signed in and with which browser: shown to him at the next sign-in.
alter table staff add column last_sign_in_at timestamptz, add column last_sign_in_agent text;
