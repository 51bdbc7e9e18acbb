-- One row per product that customers of a slice had bought.
-- grain: slice, product_code
with
  bought as (
    select
      $slice::integer as slice,
      product_code,
      count(*) as buyers,
      sum(lines)::bigint as lines,
      sum(unit_prices)::decimal(18, 4) as unit_prices,
      sum(priced_lines)::bigint as priced_lines,
      count(*) filter(
        where
          purchase_days > 1
      ) as repeat_buyers,
      sum(purchase_days - 1)::bigint as repurchases,
      sum(last_bought_on - first_bought_on)::bigint as gap_days
    from
      intermediate.int_customer_products
    group by all
  )
select
  *
from
  bought
