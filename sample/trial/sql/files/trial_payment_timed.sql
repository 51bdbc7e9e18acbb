-- One row per customer as in trial_payment, with the payment time.
select
  registrants.user_id,
  coalesce(outcomes.paid_at < $as_of::timestamp, false)::integer as is_payment,
  case when outcomes.paid_at < $as_of::timestamp then outcomes.paid_at end as paid_at
from (
  select registrant, unnest(range(case when uniform(registrant, 'payment twice') < 0.003 then 2 else 1 end))
  from registrants
  where uniform(registrant, 'no payment row') >= 0.003
) as listed
inner join registrants on registrants.registrant = listed.registrant
inner join outcomes on outcomes.registrant = listed.registrant
order by registrants.user_id
