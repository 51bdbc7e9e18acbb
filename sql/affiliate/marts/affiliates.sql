-- One row per affiliate that has a branch or was used before $as_of; affiliate_index orders list columns.
-- grain: affiliate_code
with
  branches as (
    select
      affiliate_code,
      count(*) as branches
    from
      staging.stg_branches
    group by all
  ),
  visits as (
    select
      affiliate_code,
      sum(customers) as customers,
      sum(visits) as visits,
      sum(amount) as amount
    from
      intermediate.int_affiliate_visits
    group by all
  ),
  affiliates as (
    select
      affiliate_code,
      (
        row_number() over (
          order by
            affiliate_code
        ) - 1
      )::integer as affiliate_index,
      left(affiliate_code, 1) as sector,
      coalesce(branches, 0)::integer as branches,
      affiliate_code in (
        from
          intermediate.int_retailers
      ) as sells_products,
      coalesce(customers, 0)::integer as customers,
      coalesce(visits, 0)::integer as visits,
      coalesce(amount, 0)::double as amount
    from
      branches
      full join visits using (affiliate_code)
  )
select
  *
from
  affiliates
