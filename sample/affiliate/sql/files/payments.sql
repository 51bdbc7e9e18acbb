-- One row per L.pay payment (LPOINT_BIG_COMP_06_LPAY), an extract independent of the purchases.
-- grain: rct_no
with numbered as (
  select *, $payments_before + row_number() over (order by event) as receipt
  from events
  where stream = 'payment'
)

select
  customers.cust,
  (days.yyyymmdd % 1000000)::varchar || lpad(numbered.hour::varchar, 2, '0')
    || lpad((numbered.receipt * 7919 % 10000000)::varchar, 7, '0') as rct_no,
  affiliates.code as cop_c,
  case when numbered.is_online then 2 else 1 end as chnl_dv,
  days.yyyymmdd as de_dt,
  numbered.hour as de_hr,
  greatest(
    100,
    100 * round(affiliates.mean_payment * exp(1.0 * normal(numbered.event, 'amount') - 0.5) / 100)
  )::bigint as buy_am
from numbered
inner join customers on customers.customer = numbered.customer
inner join affiliates on affiliates.affiliate = numbered.affiliate
inner join days on days.day = numbered.day
order by numbered.event
