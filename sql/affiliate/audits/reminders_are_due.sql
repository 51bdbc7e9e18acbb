-- One row per reminder whose product the customer bought otherwise than it says, or whose day does not follow from that.
-- grain: customer_id, product_code
with
  days as (
    select
      customer_id,
      product_code,
      bought_on
    from
      marts.product_days
      semi join marts.repurchase_dates using (customer_id, product_code)
    group by all
  ),
  bought as (
    select
      customer_id,
      product_code,
      count(*) as purchase_days,
      max(bought_on) as last_bought_on
    from
      days
    group by all
  ),
  compared as (
    select
      dates.customer_id,
      dates.product_code,
      dates.purchase_days,
      bought.purchase_days as days_bought,
      dates.last_bought_on,
      bought.last_bought_on as bought_last_on,
      dates.due_on
    from
      marts.repurchase_dates as dates
      left join bought using (customer_id, product_code)
    where
      dates.purchase_days is distinct from bought.purchase_days
      or dates.last_bought_on is distinct from bought.last_bought_on
      or dates.last_bought_on >= $as_of
      or dates.due_on <> dates.last_bought_on + round(dates.gap_days)::integer
      or dates.gap_days > greatest(dates.product_gap_days, dates.own_gap_days) + 0.001
      or dates.gap_days < least(dates.product_gap_days, dates.own_gap_days) - 0.001
  )
select
  *
from
  compared
