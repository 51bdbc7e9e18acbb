-- One row per partner receipt, or return of one; raw rows alike in all but amount are one receipt, summed.
-- grain: customer_id, receipt_id, affiliate_code, branch_code, is_online, purchased_at, visited_on, is_return
-- The day of the visit may lie after the day of payment (hotels, rentals).
with
  source as (
    from
      raw.visits
  ),
  renamed as (
    select
      cust as customer_id,
      rct_no as receipt_id,
      cop_c as affiliate_code,
      coalesce(br_c, cop_c || '00000') as branch_code,
      chnl_dv = 2 as is_online,
      -- In microseconds: an interval takes twice the time.
      make_timestamp(epoch_us(de_dt) + de_hr * 3600000000) as purchased_at,
      coalesce(vst_dt, de_dt) as visited_on,
      buy_am < 0 as is_return,
      buy_am as amount
    from
      source
  ),
  merged as (
    select
      * exclude (amount),
      sum(amount)::decimal(18, 2) as amount,
      count(*)::integer as raw_rows
    from
      renamed
    group by all
  )
select
  *
from
  merged
