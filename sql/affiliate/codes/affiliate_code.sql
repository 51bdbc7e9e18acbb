-- One row per affiliate that a raw table names.
-- grain: affiliate_code
select
  cop_c as affiliate_code
from
  raw.branches
union
select
  cop_c
from
  raw.purchases
union
select
  cop_c
from
  raw.visits
union
select
  cop_c
from
  raw.payments
