-- One row per day, affiliate and stream of what registered customers, or others, bought or returned, in raw rows.
-- grain: active_on, affiliate_code, stream, is_registered, is_return
with
  source as (
    select
      'purchase' as stream,
      cust,
      cop_c,
      de_dt,
      buy_am
    from
      raw.purchases
    union all
    select
      'partner_visit',
      cust,
      cop_c,
      de_dt,
      buy_am
    from
      raw.visits
    union all
    select
      'payment',
      cust,
      cop_c,
      de_dt,
      buy_am
    from
      raw.payments
  ),
  renamed as (
    select
      stream,
      cop_c as affiliate_code,
      de_dt as active_on,
      cust in (
        select
          cust
        from
          raw.demographics
      ) as is_registered,
      buy_am < 0 as is_return
    from
      source
  ),
  days as (
    select
      *,
      count(*) as events
    from
      renamed
    group by all
  )
select
  *
from
  days
