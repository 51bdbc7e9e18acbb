-- One row per source that has an event before $as_of: the first day of its period, and of the year before $as_of.
-- grain: first_day
-- A wrong date makes a lonely event: what lies before a year without any event of anybody, and is fewer than one
-- event in a hundred, is outside the period.
with
  days as (
    select
      active_on,
      sum(events) as events
    from
      staging.stg_event_days
    where
      active_on < $as_of
    group by all
  ),
  spaced as (
    select
      active_on,
      active_on - lag (active_on) over in_order as idle_days,
      sum(events) over in_order - events as events_before,
      sum(events) over () as all_events
    from
      days
    window
      in_order as (
        order by
          active_on
      )
  ),
  periods as (
    select
      max(active_on) as first_day,
      ($as_of::date - interval 1 year)::date as year_from
    from
      spaced
    where
      idle_days is null
      or (
        idle_days > 366
        and events_before < 0.01 * all_events
      )
    having
      count(*) > 0
  )
select
  *
from
  periods
