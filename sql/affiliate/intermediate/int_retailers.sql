-- One row per affiliate that sells catalogued products; every other affiliate is a partner.
-- grain: affiliate_code
select distinct
  affiliate_code
from
  intermediate.int_affiliate_receipts
where
  purchases > 0
