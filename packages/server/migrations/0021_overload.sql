-- A kind of alarm: a server has been turning requests away because more was asked than it could do.
-- Lock cost: a check on `alarm`, a small table, read through once.
alter table alarm drop constraint alarm_kind_check;
alter table alarm add constraint alarm_kind_check
  check (kind in ('reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ', 'answers_undelivered', 'turned_away'));
