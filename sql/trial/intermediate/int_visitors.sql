-- One row per registrant who was seen within the 72 hours of the trial, before the payment or after it.
-- grain: user_id
-- Who pays first and comes then is no customer who never came, though that use is not use of a trial.
with
  visitors as (
    select
      user_id
    from
      intermediate.int_door_events
    where
      disposition in ('kept', 'after_payment')
    union
    select
      user_id
    from
      intermediate.int_visit_rows
    where
      disposition in ('in_door_log', 'stands_in', 'after_payment')
  )
select
  *
from
  visitors
