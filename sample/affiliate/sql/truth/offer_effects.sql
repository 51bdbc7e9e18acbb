-- One row per customer and offer: what contact adds to the probability of a new affiliate within 60 days.
-- Middling personas (c1, c4, c6, c7) can be moved, the loyal would come anyway, the dormant hardly hear it.
-- grain: cust, offer
select
  customers.cust,
  offers.offer,
  round(
    offers.effect
    * case
      when customers.persona in (1, 4, 6, 7) then 1.5
      when customers.persona in (0, 8, 10, 11) then 0.5
      when customers.persona = 3 then 0.25
      else 1
    end,
    4
  ) as uplift
from customers
cross join (values ('next-affiliate', 0.06), ('care-plan', 0.02), ('repurchase', 0.01)) as offers (offer, effect)
order by customers.cust, offers.offer
