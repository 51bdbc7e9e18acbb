-- One row per product on a receipt, bought or returned; raw lines alike in all but amount and units are one line, summed.
-- grain: customer_id, receipt_id, affiliate_code, branch_code, product_code, is_online, purchased_at, is_return
-- Online lines have no branch: they get the affiliate's dummy branch 00000. A negative amount is a return.
with
  source as (
    from
      raw.purchases
  ),
  renamed as (
    select
      cust as customer_id,
      rct_no as receipt_id,
      cop_c as affiliate_code,
      coalesce(br_c, cop_c || '00000') as branch_code,
      pd_c as product_code,
      chnl_dv = 2 as is_online,
      -- In microseconds: an interval takes twice the time.
      make_timestamp(epoch_us(de_dt) + de_hr * 3600000000) as purchased_at,
      buy_am < 0 as is_return,
      buy_am as amount,
      buy_ct as units
    from
      source
  ),
  merged as (
    select
      * exclude (amount, units),
      sum(amount)::decimal(18, 2) as amount,
      sum(units)::bigint as units,
      count(*)::integer as raw_rows
    from
      renamed
    group by all
  )
select
  *
from
  merged
