-- One row per product (LPOINT_BIG_COMP_04_PD_CLAC); two are both named 기타.
-- grain: pd_c
select
  'PD' || lpad((product + 1)::varchar, 4, '0') as pd_c,
  name as pd_nm,
  category_name as clac_hlv_nm,
  type_name as clac_mcls_nm
from products
order by product
