-- Which conversations go before all others in line. Lock cost: one column with a constant default, which rewrites nothing.

alter table conversation add column urgent boolean not null default false;
