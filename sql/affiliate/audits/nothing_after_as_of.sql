-- One row per activity at or after the start of $as_of.
-- grain: customer_id, receipt_id
select
  customer_id,
  receipt_id,
  happened_at
from
  intermediate.int_activity
where
  happened_at >= $as_of
