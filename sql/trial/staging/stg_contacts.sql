-- One row per customer of whom something is on record about advertising.
-- grain: user_id
with
  source as (
    from
      raw.customer_contact
  )
select
  user_id,
  date_trunc('second', consented_at) as consented_at,
  date_trunc('second', opted_out_at) as opted_out_at
from
  source
