-- One row per registrant: the trial as a whole, as far as known at $as_of.
-- grain: user_id
-- The use is that of the whole trial: it describes, and must not predict. Those who never came are a population of
-- their own; in an open trial that is not yet known.
with
  trials as (
    from
      intermediate.int_trials
  ),
  recorded as (
    select
      visits.user_id,
      sum(visits.stay_second)::integer as recorded_stay_second
    from
      staging.stg_visit_rows as visits
      join trials on trials.user_id = visits.user_id
      and visits.visit_date between trials.registered_at::date and trials.use_ends_at::date
    where
      visits.visit_date < $as_of
    group by all
  ),
  registrants as (
    select
      trials.user_id,
      trials.registered_at,
      trials.trial_ends_at,
      trials.label_until,
      trials.trial_ends_at > $as_of as is_open,
      trials.is_ripe,
      trials.label,
      trials.is_paid,
      trials.paid_at,
      case
        when use.has_visited then 'visited'
        else 'never'
      end as population,
      use.register_month,
      use.register_weekday,
      use.register_quarter,
      use.register_season,
      use.register_is_weekend,
      use.register_hour,
      use.application_count,
      usage.first_visited_at,
      use.visit_month,
      use.visit_weekday,
      use.visit_quarter,
      use.visit_season,
      use.visit_is_weekend,
      use.visit_hour,
      use.first_site_id,
      use.area_pyeong,
      use.site_count,
      use.visit_date_count,
      use.access_count,
      use.access_in_count,
      use.access_out_count,
      use.session_count,
      use.sum_stay_time_second,
      coalesce(recorded_stay_second, 0) as recorded_stay_second
    from
      trials
      join intermediate.int_features as
    use on use.user_id = trials.user_id
    and use.decision_point = 'trial_end'
    left join intermediate.int_usage as usage on usage.user_id = trials.user_id
    and usage.decision_point = 'trial_end'
    left join recorded on recorded.user_id = trials.user_id
  )
select
  *
from
  registrants
