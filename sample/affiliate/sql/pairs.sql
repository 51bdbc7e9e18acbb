-- One row per customer and affiliate it uses: since when, until when, how actively, at which branches.
-- grain: customer, affiliate
select
  steps.customer,
  steps.affiliate,
  steps.step,
  affiliates.stream,
  customers.persona,
  floor(moment(steps.clock))::integer as first_day,
  least(floor(customers.exit_at), $days - 1)::integer as last_day,
  customers.activity,
  case
    when affiliates.stream = 'payment' or customers.is_payer then customers.activity
    else 0
  end as payment_activity,
  case
    when affiliates.code = 'A06' then 1
    when affiliates.stream = 'retail' then least(0.95, affiliates.online_share * customers.online_factor)
    else affiliates.online_share
  end as online_share
from steps
inner join customers on customers.customer = steps.customer
inner join affiliates on affiliates.affiliate = steps.affiliate
