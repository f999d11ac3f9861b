-- What is told of a wait names its customer, as every table about a customer does. Lock cost: a column without a default;
-- an index over what was told in 123 days, built while nothing new is told. Rows from before are filled in the background
-- (`modules/routing/waits/drop-old.ts`), so the check looks at new ones only.

alter table wait_estimate
  add column customer_id uuid references customer (id),
  add constraint wait_estimate_has_customer check (customer_id is not null) not valid;
create index wait_estimate_customer on wait_estimate (customer_id);
