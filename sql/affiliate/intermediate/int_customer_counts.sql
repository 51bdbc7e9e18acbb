-- One row per kind of cleaning of a slice’s customers.
-- grain: slice, kind
with
  counts as (
    select
      count(*) filter(
        where
          gender = 'unknown'
      )::integer as customers_of_unknown_gender,
      count(*) filter(
        where
          age_band = 'unknown'
      )::integer as customers_of_unknown_age,
      count(*) filter(
        where
          home_zone = 'unknown'
      )::integer as customers_of_unknown_zone,
      count(*) filter(
        where
          customer_id not in (
            select
              customer_id
            from
              intermediate.int_visits
          )
      )::integer as customers_without_purchase
    from
      staging.stg_customers
  ),
  kinds as (
    select
      $slice::integer as slice,
      'demographics' as source_table,
      kind,
      occurrences
    from
      counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds
