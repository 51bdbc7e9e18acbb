-- One row per user and day of use and what became of it: 'stands_in' where the door log has nothing for it.
-- grain: user_id, visit_date
-- A row stands in unless the door log shows the customer on that day at or before its beginning. What the door log
-- shows later was not known then: it ends the stay, but cannot undo it.
with
  visits as (
    from
      intermediate.int_placed_visits
  ),
  door_stays as (
    select distinct
      user_id,
      entered_at,
      max(left_at) over (
        partition by
          user_id
        order by
          entered_at
      ) as occupied_until
    from
      intermediate.int_door_stays
  ),
  neighboured as (
    select
      visits.*,
      earlier.occupied_until,
      later.entered_at as next_entered_at
    from
      visits
      asof left join door_stays as earlier on earlier.user_id = visits.user_id
      and earlier.entered_at <= visits.entered_at
      asof left join door_stays as later on later.user_id = visits.user_id
      and later.entered_at > visits.entered_at
  ),
  judged as (
    select
      user_id,
      visit_date,
      site_id,
      entered_at,
      least(
        entered_at + to_seconds(stay_second),
        left_by,
        visit_date + interval 1 day,
        use_ends_at,
        next_entered_at
      ) as left_at,
      first_entered_at is null
      or last_left_at is null as lacks_times,
      first_entered_at is null
      and last_left_at is null as is_placed,
      is_set_back,
      is_of_another_day,
      raw_rows,
      versions,
      case
        when visit_date >= $as_of then 'after_as_of'
        when registered_at is null then 'unknown_user'
        when visit_date < registered_at::date
        or entered_at < registered_at
        or left_by <= registered_at then 'before_application'
        when entered_at > trial_ends_at then 'after_trial'
        when entered_at > paid_at then 'after_payment'
        when occupied_until >= visit_date then 'in_door_log'
        else 'stands_in'
      end as disposition
    from
      neighboured
  )
select
  *
from
  judged
