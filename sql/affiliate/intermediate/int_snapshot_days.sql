-- One row per day of the period, before $as_of, with anything on it, and the first cuts that see it and that no longer count it.
-- grain: active_on
-- What no cut leaves behind yet is left at infinity.
with
  cuts as (
    from
      intermediate.int_snapshot_dates
  ),
  days as (
    select distinct
      active_on
    from
      staging.stg_event_days
      semi join intermediate.int_period as periods on active_on >= periods.first_day
    where
      active_on < $as_of
  ),
  dated as (
    select
      days.active_on,
      entered.cut_date as seen_at,
      coalesce(recent.cut_date, 'infinity'::date) as left_90d_at,
      coalesce(yearly.cut_date, 'infinity'::date) as left_year_at
    from
      days
      asof join cuts as entered on days.active_on < entered.cut_date
      asof left join cuts as recent on days.active_on < recent.window_from
      asof left join cuts as yearly on days.active_on < yearly.year_from
  )
select
  *
from
  dated
