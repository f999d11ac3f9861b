-- One-time backup codes of staff. A new table: no lock on anything that exists.

create table staff_backup_code (
  staff_id   uuid not null references staff (id),
  -- keyed with the deployment's secret and the person; the row goes when the code is used
  code_hash  bytea not null,
  created_at timestamptz not null,
  primary key (staff_id, code_hash)
);
