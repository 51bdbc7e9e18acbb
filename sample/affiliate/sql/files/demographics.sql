-- One row per customer (LPOINT_BIG_COMP_01_DEMO).
-- grain: cust
select
  cust,
  case when is_female then '여성' else '남성' end as ma_fem_dv,
  ((age + 2) * 10)::varchar || '대' as ages,
  'Z' || lpad((zone + 1)::varchar, 2, '0') as zon_hlv
from customers
order by cust
