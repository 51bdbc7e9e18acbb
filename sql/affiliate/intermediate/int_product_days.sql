-- One row per day before $as_of on which a registered customer bought a product at a branch, returns left out.
-- grain: customer_id, product_code, affiliate_code, branch_code, bought_on
with
  -- Narrowed before it is grouped: nearly every line is a row of its own.
  lines as (
    select
      lines.*
    from
      staging.stg_purchases as lines
      semi join staging.stg_customers using (customer_id)
      semi join intermediate.int_period as periods on lines.purchased_at >= periods.first_day
    where
      purchased_at < $as_of
      and not is_return
  ),
  days as (
    select
      customer_id,
      product_code,
      branch_code,
      affiliate_code,
      purchased_at::date as bought_on,
      count(*)::integer as lines,
      sum(units)::bigint as units,
      sum(amount)::decimal(18, 2) as amount,
      -- Of a line without units nobody knows what one unit cost.
      sum((amount / nullif(greatest(units, 0), 0))::decimal(18, 4))::decimal(18, 4) as unit_prices,
      count(nullif(greatest(units, 0), 0))::integer as priced_lines
    from
      lines
    group by all
  )
select
  *
from
  days
