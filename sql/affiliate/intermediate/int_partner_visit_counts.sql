-- One row per kind of cleaning of a slice’s partner receipts, in raw rows.
-- grain: slice, kind
with
  receipts as (
    select
      receipts.*,
      customers.customer_id is null as lacks_customer,
      periods.first_day
    from
      staging.stg_partner_visits as receipts
      left join staging.stg_customers as customers using (customer_id)
      left join intermediate.int_period as periods on true
  ),
  counts as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as partner_receipts_merged,
      coalesce(
        sum(raw_rows) filter(
          where
            is_return
        ),
        0
      )::integer as partner_receipts_returned,
      coalesce(
        sum(raw_rows) filter(
          where
            visited_on <> purchased_at::date
        ),
        0
      )::integer as partner_receipts_used_on_another_day,
      coalesce(
        sum(raw_rows) filter(
          where
            lacks_customer
        ),
        0
      )::integer as partner_receipts_of_unknown_customers,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at < first_day
        ),
        0
      )::integer as partner_receipts_before_period,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at >= $as_of
        ),
        0
      )::integer as partner_receipts_after_as_of
    from
      receipts
  ),
  kinds as (
    select
      $slice::integer as slice,
      'visits' as source_table,
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
