-- One row per stay that begins before the one before it ended, or lies outside the trial, or after the payment.
-- grain: user_id, stay_number
with
  stays as (
    select
      stays.user_id,
      stay_number,
      entered_at,
      left_at,
      stay_second,
      stay_before_second,
      registered_at,
      least(trial_ends_at, paid_at) as use_ends_at,
      lag (left_at) over in_order as previous_left_at,
      coalesce(sum(stay_second) over in_order - stay_second, 0) as summed_second
    from
      intermediate.int_stays as stays
      left join marts.registrants as registrants using (user_id)
    window
      in_order as (
        partition by
          stays.user_id
        order by
          stay_number
      )
  ),
  compared as (
    select
      user_id,
      stay_number,
      entered_at,
      left_at,
      previous_left_at,
      use_ends_at
    from
      stays
    where
      previous_left_at > entered_at
      or left_at < entered_at
      or coalesce(
        entered_at < registered_at
        or left_at > use_ends_at,
        true
      )
      or stay_second <> date_diff('second', entered_at, left_at)
      or stay_before_second <> summed_second
  )
select
  *
from
  compared
