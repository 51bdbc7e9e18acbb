-- One row per visit row, with one more on each of three days for who pays, from the moment at $decision_point on.
-- grain: user_id, visit_date, site_id, stay_time_second, first_enter_time, last_leave_time
-- Of the visits that the moment finds unfinished, theirs last to the end of the day. Rows without an entry time, and
-- rows that contradict each other, stay as they are: another length would change when they began.
with
  paying as (
    select
      user_id,
      decided_at,
      decided_at + to_seconds(($decision_point = 'first_visit')::integer) as begins_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
      and label = 1
  ),
  visits as (
    select
      visits.*,
      coalesce(
        placed.versions = 1
        and first_enter_time::date = visits.visit_date,
        false
      ) as is_of_one_beginning,
      visits.visit_date + interval 1 day as day_ends_at,
      decided_at
    from
      raw.trial_visit_info as visits
      left join paying using (user_id)
      left join intermediate.int_visit_rows as placed on placed.user_id = visits.user_id
      and placed.visit_date = visits.visit_date
  ),
  lengthened as (
    select
      * exclude (is_of_one_beginning, day_ends_at, decided_at) replace(
        case
          when is_of_one_beginning
          and first_enter_time + to_seconds(stay_time_second) >= decided_at then 86400
          else stay_time_second
        end as stay_time_second,
        case
          when is_of_one_beginning
          and last_leave_time >= decided_at
          and day_ends_at >= decided_at then day_ends_at
          else last_leave_time
        end as last_leave_time
      )
    from
      visits
  ),
  appended as (
    select
      (begins_at + to_days(number::integer))::date as visit_date,
      user_id,
      'appended' as site_id,
      36000 as stay_time_second,
      begins_at + to_days(number::integer) as first_enter_time
    from
      paying
      cross join range(3) as numbers (number)
  ),
  new_days as (
    from
      appended
      anti join raw.trial_visit_info using (user_id, visit_date)
  ),
  all_visits as (
    from
      lengthened
    union all
    by name
    from
      new_days
  )
select
  *
from
  all_visits
