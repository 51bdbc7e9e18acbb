-- One row per user and day of use; of rows that differ, the one that begins first counts.
-- grain: user_id, visit_date
-- Rows without times stay; a time of another day is no time. A day holds 86,400 seconds at most.
with
  source as (
    from
      raw.trial_visit_info
  ),
  renamed as (
    select
      user_id,
      visit_date,
      site_id,
      greatest(
        least(
          coalesce(stay_time_second, date_diff('second', first_enter_time, last_leave_time), 0),
          86400
        ),
        0
      )::integer as stay_second,
      case
        when first_enter_time::date = visit_date then date_trunc('second', first_enter_time)
      end as first_entered_at,
      case
        when last_leave_time between visit_date and visit_date + interval 1 day then date_trunc('second', last_leave_time)
      end as last_left_at,
      first_enter_time::date <> visit_date
      or last_leave_time not between visit_date and visit_date + interval 1 day as is_of_another_day
    from
      source
  ),
  merged as (
    select
      user_id,
      visit_date,
      first(
        struct_pack(
          site_id := site_id,
          stay_second := stay_second,
          first_entered_at := first_entered_at,
          last_left_at := last_left_at
        )
        order by
          first_entered_at nulls last,
          stay_second desc,
          site_id,
          last_left_at
      ) as kept,
      coalesce(bool_or(is_of_another_day), false) as is_of_another_day,
      count(*)::integer as raw_rows,
      count(distinct (site_id, stay_second, first_entered_at, last_left_at))::integer as versions
    from
      renamed
    group by all
  ),
  unpacked as (
    select
      user_id,
      visit_date,
      kept.site_id,
      kept.stay_second,
      kept.first_entered_at,
      kept.last_left_at,
      is_of_another_day,
      raw_rows,
      versions
    from
      merged
  )
select
  *
from
  unpacked
