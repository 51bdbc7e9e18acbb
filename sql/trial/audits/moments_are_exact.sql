-- One row per landmark that is not at the moment its name says.
-- grain: user_id, decision_point
select
  landmarks.user_id,
  decision_point,
  decided_at,
  landmarks.sum_stay_time_second
from
  marts.landmarks as landmarks
  join marts.registrants as registrants using (user_id)
where
  case decision_point
    when 'registration' then decided_at <> registered_at
    or landmarks.sum_stay_time_second <> 0
    when 'first_visit' then decided_at <> first_visited_at
    or landmarks.sum_stay_time_second <> 0
    when 'stay_3h' then landmarks.sum_stay_time_second <> 10800
    when 'stay_15h' then landmarks.sum_stay_time_second <> 54000
    when 'last_day' then decided_at <> registered_at + interval 48 hours
    else true
  end
