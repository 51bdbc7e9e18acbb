-- One row per product that a registered customer had bought before $as_of, returns left out.
-- grain: customer_id, product_code
-- By day first: distinct days as an aggregate would not spill to disk.
with
  days as (
    select
      customer_id,
      product_code,
      purchased_at::date as active_on,
      count(*) as lines,
      sum(units) as units,
      sum(amount) as amount,
      -- Of a line without units nobody knows what one unit cost.
      sum((amount / nullif(greatest(units, 0), 0))::decimal(18, 4)) as unit_prices,
      count(nullif(greatest(units, 0), 0)) as priced_lines
    from
      staging.stg_purchases
    where
      purchased_at < $as_of
      and not is_return
    group by all
  ),
  known as (
    select
      days.*,
      active_on >= periods.year_from as is_annual
    from
      days
      semi join staging.stg_customers using (customer_id)
      cross join intermediate.int_period as periods
    where
      active_on >= periods.first_day
  ),
  products as (
    select
      customer_id,
      product_code,
      count(*)::integer as purchase_days,
      min(active_on) as first_bought_on,
      max(active_on) as last_bought_on,
      sum(lines)::integer as lines,
      sum(if (is_annual, lines, 0))::integer as annual_lines,
      sum(if (is_annual, units, 0))::bigint as annual_units,
      sum(if (is_annual, amount, 0))::decimal(18, 2) as annual_amount,
      sum(unit_prices)::decimal(18, 4) as unit_prices,
      sum(priced_lines)::integer as priced_lines
    from
      known
    group by all
  )
select
  *
from
  products
