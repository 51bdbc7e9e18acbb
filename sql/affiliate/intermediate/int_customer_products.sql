-- One row per product that a registered customer had bought before $as_of, returns left out.
-- grain: customer_id, product_code
with
  lines as (
    select
      customer_id,
      product_code,
      purchased_at::date as active_on,
      purchased_at >= periods.year_from as is_annual,
      units,
      amount,
      -- Of a line without units nobody knows what one unit cost.
      case
        when units > 0 then (amount / units)::decimal(18, 4)
      end as unit_price
    from
      staging.stg_purchases
      semi join staging.stg_customers using (customer_id)
      join intermediate.int_period as periods on purchased_at >= periods.first_day
    where
      purchased_at < $as_of
      and not is_return
  ),
  products as (
    select
      customer_id,
      product_code,
      count(distinct active_on)::integer as purchase_days,
      min(active_on) as first_bought_on,
      max(active_on) as last_bought_on,
      count(*)::integer as lines,
      sum(is_annual::integer)::integer as annual_lines,
      sum(if (is_annual, units, 0))::bigint as annual_units,
      sum(if (is_annual, amount, 0))::decimal(18, 2) as annual_amount,
      sum(unit_price)::decimal(18, 4) as unit_prices,
      count(unit_price)::integer as priced_lines
    from
      lines
    group by all
  )
select
  *
from
  products
