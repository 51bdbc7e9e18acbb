-- One row per snapshot whose figures of the year are not those of the visits and returns in the year before its cut.
-- grain: customer_id, cut_date
with
  claimed as (
    select
      customer_id,
      cut_date,
      annual_affiliates,
      annual_purchases,
      annual_retail_purchases,
      annual_partner_purchases,
      annual_payments,
      annual_online_share,
      annual_amount,
      annual_retail_amount,
      annual_partner_amount,
      annual_payment_amount
    from
      marts.customer_snapshots
  ),
  moves as (
    select
      customer_id,
      happened_at,
      affiliate_code,
      is_online,
      purchases,
      payments,
      amount,
      paid
    from
      intermediate.int_visits
    union all
    by name
    select
      customer_id,
      happened_at,
      affiliate_code,
      - amount as amount,
      - refunded as paid
    from
      intermediate.int_returns
  ),
  history as (
    select
      claimed.customer_id,
      claimed.cut_date,
      moves.* exclude (customer_id),
      affiliate_code in (
        from
          intermediate.int_retailers
      ) as is_retail
    from
      claimed
      left join moves on moves.customer_id = claimed.customer_id
      and moves.happened_at < claimed.cut_date
      and moves.happened_at >= claimed.cut_date - interval 1 year
  ),
  counted as (
    select
      customer_id,
      cut_date,
      count(distinct affiliate_code) filter(
        where
          purchases > 0
      ) as affiliates,
      coalesce(sum(purchases), 0) as purchases,
      coalesce(
        sum(purchases) filter(
          where
            is_retail
        ),
        0
      ) as retail_purchases,
      coalesce(sum(payments), 0) as payments,
      coalesce(
        sum(purchases) filter(
          where
            is_online
        ),
        0
      ) as online_purchases,
      coalesce(sum(amount), 0) as amount,
      coalesce(
        sum(amount) filter(
          where
            is_retail
        ),
        0
      ) as retail_amount,
      coalesce(sum(paid), 0) as payment_amount
    from
      history
    group by all
  ),
  recounted as (
    select
      customer_id,
      cut_date,
      affiliates,
      purchases,
      retail_purchases,
      purchases - retail_purchases,
      payments,
      online_purchases / nullif(purchases, 0),
      amount::double,
      retail_amount::double,
      (amount - retail_amount)::double,
      payment_amount::double
    from
      counted
  )
from
  claimed
except
from
  recounted
