-- One row per day at whose start customers are looked at: each first of a month, and $as_of to serve.
-- grain: cut_date
-- The first cut leaves 90 days of history behind it; an outcome is what happens in the 60 days after.
with
  periods as (
    from
      intermediate.int_period
  ),
  months as (
    select
      first_day,
      unnest(
        generate_series(date_trunc('month', first_day + 90), $as_of::date, interval 1 month)
      )::date as cut_date
    from
      periods
  ),
  cuts as (
    select
      cut_date
    from
      months
    where
      cut_date >= first_day + 90
    union
    select
      $as_of::date
  ),
  dated as (
    select
      cut_date,
      cut_date - 90 as window_from,
      (cut_date - interval 1 year)::date as year_from,
      cut_date + 60 as outcome_until,
      cut_date = $as_of::date as is_serving,
      cut_date + 60 <= $as_of::date as outcome_ripe
    from
      cuts
  )
select
  *
from
  dated
