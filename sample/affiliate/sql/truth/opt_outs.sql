-- One row per customer who does not want to be contacted, from a day in the sample on.
-- grain: cust
select
  cust,
  ($start_date::date + floor(uniform(customer, 'opted out at') * $days)::integer) as opted_out_on
from customers
where uniform(customer, 'opt-out') < 0.03
order by cust
