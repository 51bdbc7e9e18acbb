-- One row per day before $as_of on which a registered customer bought a product at a branch, returns left out.
-- grain: customer_id, product_code, affiliate_code, branch_code, bought_on
-- Where is_alone, nothing else was bought of the product on that day, at any branch.
with
  lines as (
    select
      customer_id,
      product_code,
      affiliate_code,
      branch_code,
      purchased_at::date as bought_on,
      hash(customer_id, product_code, bought_on) as day_hash,
      units,
      amount,
      -- Of a line without units nobody knows what one unit cost.
      (amount / nullif(greatest(units, 0), 0))::decimal(18, 4) as unit_prices,
      (units > 0)::integer as priced_lines
    from
      staging.stg_purchases
      semi join staging.stg_customers using (customer_id)
      semi join intermediate.int_period as periods on purchased_at >= periods.first_day
    where
      purchased_at < $as_of
      and not is_return
  ),
  alone as (
    select
      customer_id,
      product_code,
      affiliate_code,
      branch_code,
      bought_on,
      true as is_alone,
      1 as lines,
      units,
      amount,
      unit_prices,
      priced_lines
    from
      lines
      anti join intermediate.int_repeated_days using (day_hash)
  ),
  merged as (
    select
      customer_id,
      product_code,
      affiliate_code,
      branch_code,
      bought_on,
      false as is_alone,
      count(*)::integer as lines,
      sum(units)::bigint as units,
      sum(amount)::decimal(18, 2) as amount,
      sum(unit_prices)::decimal(18, 4) as unit_prices,
      sum(priced_lines)::integer as priced_lines
    from
      lines
      semi join intermediate.int_repeated_days using (day_hash)
    group by all
  )
select
  *
from
  alone
union all
from
  merged
