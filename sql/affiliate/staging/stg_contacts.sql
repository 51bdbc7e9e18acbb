-- One row per customer of whom something is on record about advertising.
-- grain: customer_id
with
  source as (
    from
      raw.contacts
  )
select
  cust as customer_id,
  date_trunc('second', consented_at) as consented_at,
  date_trunc('second', opted_out_at) as opted_out_at
from
  source
