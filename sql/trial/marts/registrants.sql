-- One row per registrant: the trial as a whole, as far as known at $as_of.
-- grain: user_id
-- The use is that of the whole trial until the payment: it describes, and must not predict. Those who never came are
-- a population of their own (in an open trial: so far); those who came only after they had paid are not among them.
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
        when visitors.user_id is not null then 'visited'
        else 'never'
      end as population,
      totals.register_month,
      totals.register_weekday,
      totals.register_quarter,
      totals.register_season,
      totals.register_is_weekend,
      totals.register_hour,
      totals.application_count,
      usage.first_visited_at,
      totals.visit_month,
      totals.visit_weekday,
      totals.visit_quarter,
      totals.visit_season,
      totals.visit_is_weekend,
      totals.visit_hour,
      totals.first_site_id,
      totals.area_pyeong,
      totals.site_count,
      totals.visit_date_count,
      totals.access_count,
      totals.access_in_count,
      totals.access_out_count,
      totals.session_count,
      totals.sum_stay_time_second,
      coalesce(recorded_stay_second, 0) as recorded_stay_second
    from
      trials
      join intermediate.int_features as totals on totals.user_id = trials.user_id
      and totals.decision_point = 'trial_end'
      left join intermediate.int_visitors as visitors on visitors.user_id = trials.user_id
      left join intermediate.int_usage as usage on usage.user_id = trials.user_id
      and usage.decision_point = 'trial_end'
      left join recorded on recorded.user_id = trials.user_id
  )
select
  *
from
  registrants
