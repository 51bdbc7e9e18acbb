-- One row per product that a registered customer had bought before $as_of, returns left out.
-- grain: customer_id, product_code
-- A day counts once: rows less those of a day that had one already.
with
  shared_days as (
    select
      customer_id,
      product_code,
      count(*) - 1 as further_rows
    from
      intermediate.int_product_days
    where
      not is_alone
    group by
      customer_id,
      product_code,
      bought_on
    having
      count(*) > 1
  ),
  further as (
    select
      customer_id,
      product_code,
      sum(further_rows)::integer as further_rows
    from
      shared_days
    group by all
  ),
  known as (
    select
      days.*,
      bought_on >= periods.year_from as is_annual
    from
      intermediate.int_product_days as days
      cross join intermediate.int_period as periods
  ),
  bought as (
    select
      customer_id,
      product_code,
      count(*)::integer as rows,
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
  ),
  products as (
    select
      customer_id,
      product_code,
      rows - coalesce(further_rows, 0) as purchase_days,
      bought.* exclude (customer_id, product_code, rows)
    from
      bought
      left join further using (customer_id, product_code)
  )
select
  *
from
  products
