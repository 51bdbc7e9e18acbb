-- One row per stay that begins before the one before it ended, or lies outside the trial, or after the payment.
-- grain: user_id, stay_number
-- A check-out without check-in, 0 s, may lie within a stay at another site.
with
  stays as (
    select
      stays.*,
      registered_at,
      least(trial_ends_at, paid_at) as use_ends_at,
      max(left_at) filter(
        where
          is_entry
      ) over before as occupied_until,
      coalesce(sum(stay_second) over before, 0) as summed_second
    from
      intermediate.int_stays as stays
      left join marts.registrants as registrants using (user_id)
    window
      before as (
        partition by
          stays.user_id
        order by
          stay_number rows between unbounded preceding
          and 1 preceding
      )
  ),
  compared as (
    select
      user_id,
      stay_number,
      entered_at,
      left_at,
      occupied_until,
      use_ends_at
    from
      stays
    where
      (
        is_entry
        and occupied_until > entered_at
      )
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
