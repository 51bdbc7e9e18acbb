-- One row per user and day of use, with the moment at which it begins.
-- grain: user_id, visit_date
-- A row without an entry time begins as late as its day, its trial and its stay allow, so that nothing is known too
-- early. A leaving before the entering (a clock set back) is no time.
with
  visits as (
    from
      staging.stg_visit_rows
  ),
  bounded as (
    select
      visits.*,
      trials.registered_at,
      trials.trial_ends_at,
      trials.paid_at,
      trials.use_ends_at,
      coalesce(last_left_at < first_entered_at, false) as is_set_back,
      case
        when not is_set_back then last_left_at
      end as left_by,
      greatest(
        visit_date,
        case
          when registered_at::date = visit_date then registered_at
        end
      ) as earliest_at,
      coalesce(left_by, least(visit_date + interval 1 day, trials.trial_ends_at)) as latest_at
    from
      visits
      left join intermediate.int_trials as trials using (user_id)
  ),
  placed as (
    select
      *,
      coalesce(
        first_entered_at,
        greatest(earliest_at, latest_at - to_seconds(greatest(stay_second, 1)))
      ) as entered_at
    from
      bounded
  )
select
  *
from
  placed
