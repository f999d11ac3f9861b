-- Staff, their sessions, second factors, invitations and teams. New tables only: no lock on anything that exists.

create table staff (
  id             uuid primary key,
  -- lower case; what is typed at sign-in is folded the same way
  email          text not null check (email = lower(email)),
  name           text not null,
  role           text not null check (role in ('agent', 'lead', 'admin')),
  language       text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  active         boolean not null default true,
  available      boolean not null default true,
  capacity       integer not null default 5 check (capacity between 1 and 50),
  -- null until an invitation has been accepted; a demo person never has one
  password_hash  text,
  -- sealed with the deployment's secret; the time step of the last code used, so that no code is used twice
  totp_secret    bytea,
  totp_last_step bigint,
  demo           boolean not null default false,
  invited_at     timestamptz,
  joined_at      timestamptz,
  last_seen_at   timestamptz,
  created_at     timestamptz not null
) with (fillfactor = 80);
create unique index staff_email on staff (email);
create index staff_active_admin on staff (id) where active and role = 'admin';

create table team (
  id             uuid primary key,
  name_zh        text not null,
  name_en        text not null,
  question_types text[] not null default '{}',
  created_at     timestamptz not null,
  -- a deleted team keeps its row: what it once answered still names it
  deleted_at     timestamptz
);

create table team_member (
  team_id  uuid not null references team (id),
  staff_id uuid not null references staff (id),
  primary key (staff_id, team_id)
);
create index team_member_team on team_member (team_id);

create table staff_session (
  id                  uuid primary key,
  staff_id            uuid not null references staff (id),
  -- SHA-256 of the cookie's token; the one before a rotation still works for some seconds, never stepped up
  token_hash          bytea not null,
  previous_token_hash bytea,
  rotated_at          timestamptz,
  -- second_factor: the password was right, the second proof is outstanding, nothing else is allowed
  stage               text not null check (stage in ('second_factor', 'signed_in')),
  created_at          timestamptz not null,
  last_seen_at        timestamptz not null,
  expires_at          timestamptz not null,
  stepped_up_at       timestamptz,
  address             text not null,
  user_agent          text not null,
  -- the one WebAuthn ceremony under way in this session
  challenge           text,
  challenge_for       text check (challenge_for in ('sign_in', 'register', 'step_up')),
  challenge_until     timestamptz,
  -- a TOTP secret that waits for its first code
  pending_totp        bytea,
  pending_totp_until  timestamptz,
  check ((challenge is null) = (challenge_for is null) and (challenge is null) = (challenge_until is null)),
  check ((pending_totp is null) = (pending_totp_until is null))
) with (fillfactor = 70);
create unique index staff_session_token on staff_session (token_hash);
create unique index staff_session_previous_token on staff_session (previous_token_hash) where previous_token_hash is not null;
create index staff_session_staff on staff_session (staff_id);

create table staff_passkey (
  id            uuid primary key,
  staff_id      uuid not null references staff (id),
  credential_id text not null,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create unique index staff_passkey_credential on staff_passkey (credential_id);
create index staff_passkey_staff on staff_passkey (staff_id);

-- One-time links. Without a person it is a first-admin link, good only while nobody is on the staff.
create table staff_invitation (
  token_hash bytea primary key,
  staff_id   uuid references staff (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index staff_invitation_staff on staff_invitation (staff_id);

-- Failed proofs in a row by account and by address, on every node alike. The subject is a hash: whether an account
-- exists cannot be read from it, and an unknown one is slowed down just the same.
create table sign_in_delay (
  subject         text primary key,
  failures        integer not null check (failures >= 0),
  last_failure_at timestamptz not null,
  next_allowed_at timestamptz not null,
  told_at         timestamptz
) with (fillfactor = 70);
create index sign_in_delay_last on sign_in_delay (last_failure_at);
