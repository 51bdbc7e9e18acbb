-- One row per top category of which a customer bought in the year before $as_of; rank 1 is the most bought.
-- grain: customer_id, category
-- Most lines first; of equal ones, the first in the order of the names.
with
  bought as (
    select
      customer_id,
      coalesce(products.category, 'unknown') as category,
      sum(annual_lines)::integer as lines,
      sum(annual_units)::bigint as units,
      sum(annual_amount)::decimal(18, 2) as amount
    from
      intermediate.int_customer_products
      left join staging.stg_products as products using (product_code)
    where
      annual_lines > 0
    group by all
  ),
  ranked as (
    select
      customer_id,
      category,
      lines,
      units,
      amount,
      (
        row_number() over (
          partition by
            customer_id
          order by
            lines desc,
            category
        )
      )::integer as rank
    from
      bought
  )
select
  *
from
  ranked
