-- One row per snapshot with an outcome before its 60 days have passed, or without one after.
-- grain: customer_id, cut_date
select
  customer_id,
  cut_date,
  any_new,
  next_affiliates
from
  marts.next_affiliate_snapshots
where
  (cut_date + 60 <= $as_of) is distinct from (any_new is not null)
  or (any_new is null) is distinct from (next_affiliates is null)
  or any_new <> (len(next_affiliates) > 0)::integer
