-- One row per purchase line, full duplicates included (LPOINT_BIG_COMP_02_PDDE); one in 50,000 names a branch
-- that the branch master does not have.
select
  customers.cust,
  case when lines.is_online then 'E' || substr(affiliates.code, 2) else affiliates.code end
    || lpad((lines.receipt * 7919 % 1000000000)::varchar, 9, '0') as rct_no,
  case when lines.is_online then 2 else 1 end as chnl_dv,
  affiliates.code as cop_c,
  case
    when lines.br_c is not null and uniform(lines.line, 'orphan') < 0.00002 then affiliates.code || '9999'
    else lines.br_c
  end as br_c,
  'PD' || lpad((lines.product + 1)::varchar, 4, '0') as pd_c,
  days.yyyymmdd as de_dt,
  lines.hour as de_hr,
  (lines.units * lines.price)::decimal(18, 1) as buy_am,
  lines.units as buy_ct
from lines
inner join customers on customers.customer = lines.customer
inner join affiliates on affiliates.affiliate = lines.affiliate
inner join days on days.day = lines.day
order by lines.customer, lines.day, lines.hour, lines.receipt, lines.line, lines.copy
