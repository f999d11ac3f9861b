-- Who waits may be answered by mail. Lock cost: columns with a constant default, which rewrite nothing; the check on
-- `conversation` reads it through once under an exclusive lock.

alter table conversation
  -- what agents say goes out by mail, until the customer writes here again
  add column reply_by_mail boolean not null default false,
  -- given for the answers of this conversation alone; null = the address that the wallet has named
  add column reply_email text check (length(reply_email) <= 254);

-- asked for by mail: sent whatever is read on the web
alter table delivery add column by_mail boolean not null default false;
