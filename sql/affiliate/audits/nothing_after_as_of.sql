-- One row per visit or return at or after the start of $as_of.
-- grain: customer_id, happened_at, affiliate_code, is_online, is_return
select
  customer_id,
  happened_at,
  affiliate_code,
  is_online,
  false as is_return
from
  intermediate.int_visits
where
  happened_at >= $as_of
union all
select
  customer_id,
  happened_at,
  affiliate_code,
  is_online,
  true
from
  intermediate.int_returns
where
  happened_at >= $as_of
