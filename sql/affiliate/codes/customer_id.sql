-- One row per customer that a raw table names.
-- grain: customer_id
select
  cust as customer_id
from
  raw.demographics
union
select
  cust
from
  raw.contacts
union
select
  cust
from
  raw.purchases
union
select
  cust
from
  raw.visits
union
select
  cust
from
  raw.payments
