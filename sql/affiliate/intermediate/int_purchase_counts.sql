-- One row per kind of cleaning of a slice’s purchase lines, in raw lines.
-- grain: slice, kind
with
  lines as (
    select
      lines.*,
      customers.customer_id is null as lacks_customer,
      products.product_code is null as lacks_product,
      periods.first_day
    from
      staging.stg_purchases as lines
      left join staging.stg_customers as customers using (customer_id)
      left join staging.stg_products as products using (product_code)
      left join intermediate.int_period as periods on true
  ),
  counts as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as purchase_lines_merged,
      coalesce(
        sum(raw_rows) filter(
          where
            is_return
        ),
        0
      )::integer as purchase_lines_returned,
      coalesce(
        sum(raw_rows) filter(
          where
            units = 0
        ),
        0
      )::integer as purchase_lines_without_units,
      coalesce(
        sum(raw_rows) filter(
          where
            sign(units) * sign(amount) < 0
        ),
        0
      )::integer as purchase_lines_of_contrary_units,
      coalesce(
        sum(raw_rows) filter(
          where
            lacks_product
        ),
        0
      )::integer as purchase_lines_of_unknown_products,
      coalesce(
        sum(raw_rows) filter(
          where
            lacks_customer
        ),
        0
      )::integer as purchase_lines_of_unknown_customers,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at < first_day
        ),
        0
      )::integer as purchase_lines_before_period,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at >= $as_of
        ),
        0
      )::integer as purchase_lines_after_as_of
    from
      lines
  ),
  kinds as (
    select
      $slice::integer as slice,
      'purchases' as source_table,
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
