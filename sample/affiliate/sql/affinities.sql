-- One row per customer and affiliate: planted log weights of being the first and of being the next affiliate.
-- grain: customer, affiliate
select
  customers.customer,
  persona_pulls.affiliate,
  persona_pulls.first_pull
    + case when persona_pulls.affiliate >= 12 and not customers.is_payer then -3 else 0 end as first_pull,
  persona_pulls.next_pull
    + zone_pulls.pull
    + age_pulls.pull
    + case
      when persona_pulls.affiliate < 12 then 0
      when customers.is_payer then 0.8
      else -3
    end as next_pull
from customers
inner join persona_pulls on persona_pulls.persona = customers.persona
inner join zone_pulls
  on zone_pulls.level = customers.zone and zone_pulls.affiliate = persona_pulls.affiliate
inner join age_pulls
  on age_pulls.level = customers.age and age_pulls.affiliate = persona_pulls.affiliate
