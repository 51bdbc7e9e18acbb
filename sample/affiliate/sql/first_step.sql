-- One row per customer: the affiliate it enters with.
-- grain: customer
select
  customers.customer,
  0 as step,
  arg_max(
    affinities.affiliate,
    affinities.first_pull - ln(-ln(uniform(customers.customer * 16 + affinities.affiliate, 'choice 0')))
  ) as affiliate,
  any_value(customers.entry_clock) as clock,
  (1 << arg_max(
    affinities.affiliate,
    affinities.first_pull - ln(-ln(uniform(customers.customer * 16 + affinities.affiliate, 'choice 0')))
  ))::integer as used
from customers
inner join affinities on affinities.customer = customers.customer
where customers.entry_at is not null
group by customers.customer
