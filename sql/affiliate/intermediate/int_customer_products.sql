-- One row per product that a registered customer had bought before $as_of, returns left out.
-- grain: customer_id, product_code
-- By day first: distinct days as an aggregate would not spill to disk.
with
  days as (
    select
      customer_id,
      product_code,
      bought_on,
      sum(lines) as lines,
      sum(units) as units,
      sum(amount) as amount,
      sum(unit_prices) as unit_prices,
      sum(priced_lines) as priced_lines
    from
      intermediate.int_product_days
    group by all
  ),
  known as (
    select
      days.*,
      bought_on >= periods.year_from as is_annual
    from
      days
      cross join intermediate.int_period as periods
  ),
  products as (
    select
      customer_id,
      product_code,
      count(*)::integer as purchase_days,
      min(bought_on) as first_bought_on,
      max(bought_on) as last_bought_on,
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
