-- One row per customer: the latent truth behind its rows.
-- grain: cust
select
  customers.cust,
  customers.persona,
  customers.style as taste,
  customers.activity,
  customers.is_payer,
  ($start_date::date + floor(customers.entry_at)::integer) as active_from,
  ($start_date::date + floor(least(customers.exit_at, 36500))::integer) as active_until,
  expansion_rates.per_clock * 0.7 / ($days - 31) as adoptions_per_unused_and_day,
  customers.exit_per_day as exits_per_day
from customers
inner join expansion_rates on expansion_rates.customer = customers.customer
order by customers.cust
