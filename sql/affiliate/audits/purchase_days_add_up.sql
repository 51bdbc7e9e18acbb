-- One row per customer whose purchase days are not those of marts.customers, in number or in money.
-- grain: customer_id
with
  days as (
    select
      customer_id,
      count(*) filter(
        where
          visits > 0
      ) as active_days,
      sum(visits) as visits,
      sum(amount) as spend,
      max(purchased_on) as last_on
    from
      marts.purchase_days
    group by all
  ),
  compared as (
    select
      customers.customer_id,
      customers.active_days as claimed_days,
      customers.spend as claimed_spend,
      days.active_days,
      days.spend
    from
      marts.customers as customers
      left join days using (customer_id)
    where
      customers.active_days > 0
      and (
        customers.active_days is distinct from days.active_days
        or customers.visits is distinct from days.visits
        -- Sums of doubles differ in the last digits.
        or abs(customers.spend - days.spend) >= 0.01
        or days.last_on >= $as_of
      )
  )
select
  *
from
  compared
