-- That an answer was late is kept when its time is moved afterwards, as that of a call-back is.
-- Lock cost: a column without a default on `obligation`, which rewrites nothing.

-- the deadline of the same promise that was not kept before the present one was set; null: none was missed so
alter table obligation add column missed_at timestamptz;
