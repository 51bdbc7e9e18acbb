-- One row per customer, with a few identical duplicates and a few customers missing. Payments after the end of the
-- sample are not known yet.
select
  registrants.user_id,
  coalesce(outcomes.paid_at < $as_of::timestamp, false)::integer as is_payment
from (
  select registrant, unnest(range(case when uniform(registrant, 'payment twice') < 0.003 then 2 else 1 end))
  from registrants
  where uniform(registrant, 'no payment row') >= 0.003
) as listed
inner join registrants on registrants.registrant = listed.registrant
inner join outcomes on outcomes.registrant = listed.registrant
order by registrants.user_id
