-- One row per visit row that had begun before the customer's moment at $decision_point, without a later leaving.
-- grain: user_id, visit_date, site_id, stay_time_second, first_enter_time, last_leave_time
-- A row becomes known in two parts: that the visit has begun, and that it is over. Where its beginning is known only
-- from its end, the end stays. So does the length of the stay: the moment itself cuts it off.
with
  moments as (
    select
      user_id,
      decided_at
    from
      marts.landmarks
    where
      decision_point = $decision_point
  ),
  placed as (
    select
      visits.*,
      decided_at,
      entered_at
    from
      raw.trial_visit_info as visits
      left join moments using (user_id)
      left join intermediate.int_visit_rows as placed on placed.user_id = visits.user_id
      and placed.visit_date = visits.visit_date
  ),
  known as (
    select distinct
      * exclude (decided_at, entered_at) replace(
        coalesce(stay_time_second, date_diff('second', first_enter_time, last_leave_time))::integer as stay_time_second,
        case
          when first_enter_time::date = visit_date
          and last_leave_time >= decided_at then null
          else last_leave_time
        end as last_leave_time
      )
    from
      placed
    where
      decided_at is null
      or entered_at < decided_at
      or (
        $decision_point = 'first_visit'
        and entered_at = decided_at
      )
  )
select
  *
from
  known
