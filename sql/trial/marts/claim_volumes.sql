-- One row per year, month and weekday: what happened on its days, from the first application to the last known outcome.
-- grain: year, month, weekday
-- Weekdays count from Monday, 1. Every day counts in `days`, also one on which nothing happened.
with
  applications as (
    select
      user_id,
      registered_at::date as day,
      label,
      is_ripe
    from
      intermediate.int_trials
  ),
  spans as (
    select
      min(day) as first_day,
      max(day) filter(
        where
          is_ripe
      ) as last_day
    from
      applications
  ),
  days as (
    select
      unnest(generate_series(first_day, last_day, interval 1 day))::date as day
    from
      spans
  ),
  registrants as (
    select
      day,
      count(*) as registrants,
      sum(label) as payers
    from
      applications
    group by all
  ),
  first_visits as (
    select
      usage.first_visited_at::date as day,
      count(*) as first_visitors,
      sum(applications.label) as first_visitor_payers
    from
      intermediate.int_usage as usage
      join applications on applications.user_id = usage.user_id
    where
      usage.decision_point = 'trial_end'
    group by all
  ),
  door_events as (
    select
      happened_at::date as day,
      count(*) as door_events
    from
      intermediate.int_door_events
    where
      disposition = 'kept'
    group by all
  ),
  volumes as (
    select
      year(day)::integer as year,
      month(day)::integer as month,
      isodow(day)::integer as weekday,
      count(*)::integer as days,
      coalesce(sum(registrants), 0)::integer as registrants,
      coalesce(sum(payers), 0)::integer as payers,
      coalesce(sum(first_visitors), 0)::integer as first_visitors,
      coalesce(sum(first_visitor_payers), 0)::integer as first_visitor_payers,
      coalesce(sum(door_events), 0)::integer as door_events
    from
      days
      left join registrants using (day)
      left join first_visits using (day)
      left join door_events using (day)
    group by all
  )
select
  *
from
  volumes
