-- One row per partner receipt (LPOINT_BIG_COMP_03_COP_U). Online receipts are paid up to a week before the visit,
-- a few of them before a visit in the next year; some E01 receipts have no branch.
with numbered as (
  select *, $visits_before + row_number() over (order by event) as receipt
  from events
  where stream = 'partner'
)

select
  customers.cust,
  (days.yyyymmdd % 1000000)::varchar || lpad(numbered.hour::varchar, 2, '0') || affiliates.code
    || lpad((numbered.receipt * 7919 % 10000000)::varchar, 7, '0') as rct_no,
  affiliates.code as cop_c,
  case
    when affiliates.code = 'E01' and uniform(numbered.event, 'no branch') < 0.009 then null
    when uniform(numbered.event, 'home') < 0.8 then homes.home_branch
    else branch_positions.br_c
  end as br_c,
  case when numbered.is_online then 2 else 1 end as chnl_dv,
  days.yyyymmdd as de_dt,
  strftime(
    days.date + case when numbered.is_online then floor(8 * pow(uniform(numbered.event, 'ahead'), 4))::integer else 0 end,
    '%Y%m%d'
  )::integer as vst_dt,
  numbered.hour as de_hr,
  greatest(
    100,
    100 * round(affiliates.mean_amount * exp(0.7 * normal(numbered.event, 'amount') - 0.245) / 100)
  )::bigint as buy_am
from numbered
inner join customers on customers.customer = numbered.customer
inner join affiliates on affiliates.affiliate = numbered.affiliate
inner join days on days.day = numbered.day
left join homes on homes.customer = numbered.customer and homes.affiliate = numbered.affiliate
left join branch_positions
  on branch_positions.affiliate = numbered.affiliate
  and branch_positions.position = floor(uniform(numbered.event, 'elsewhere') * homes.branches)::integer
order by numbered.event
