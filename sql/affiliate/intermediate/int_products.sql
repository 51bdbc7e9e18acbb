-- One row per product that is catalogued, or was bought though it is not.
-- grain: product_code
with
  bought as (
    select
      product_code,
      sum(buyers)::integer as buyers,
      sum(lines)::integer as lines,
      sum(unit_prices)::decimal(18, 4) as unit_prices,
      sum(priced_lines)::integer as priced_lines,
      sum(repeat_buyers)::integer as repeat_buyers,
      sum(repurchases)::integer as repurchases,
      sum(gap_days)::bigint as gap_days
    from
      intermediate.int_product_sales
    group by all
  ),
  products as (
    select
      product_code,
      catalogue.product_name,
      coalesce(catalogue.category, 'unknown') as category,
      coalesce(catalogue.subcategory, 'unknown') as subcategory,
      catalogue.product_code is not null as is_listed,
      coalesce(bought.buyers, 0) as buyers,
      coalesce(bought.lines, 0) as lines,
      coalesce(bought.unit_prices, 0)::decimal(18, 4) as unit_prices,
      coalesce(bought.priced_lines, 0) as priced_lines,
      coalesce(bought.repeat_buyers, 0) as repeat_buyers,
      coalesce(bought.repurchases, 0) as repurchases,
      coalesce(bought.gap_days, 0) as gap_days
    from
      staging.stg_products as catalogue
      full join bought using (product_code)
  )
select
  *
from
  products
