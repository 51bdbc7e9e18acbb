-- One row per application: some customers applied twice, most of them some hours or days before the one that counts.
with applications as (
  select registrant, user_id, registered_at as "timestamp"
  from registrants
  union all
  select
    registrant,
    user_id,
    case
      when uniform(registrant, 'applied later') < 0.1 then
        registered_at + to_seconds(floor(86400 * uniform(registrant, 'again'))::bigint)
      else registered_at - to_seconds(floor(10 * 86400 * pow(uniform(registrant, 'again'), 2))::bigint)
    end
  from registrants
  where uniform(registrant, 'applied twice') < 0.025
)

select user_id, "timestamp"
from applications
where "timestamp" < $as_of::timestamp
order by "timestamp", user_id
