-- One row per customer who was asked for consent to advertising when applying; some were not, some said no, and some
-- opt out later (truth/opt_outs).
-- grain: user_id
select
  user_id,
  case when uniform(registrant, 'consents') < 0.9 then registered_at end as consented_at,
  case when opted_out_at < $as_of::timestamp then opted_out_at end as opted_out_at
from (
  select
    registrant,
    user_id,
    registered_at,
    case
      when uniform(registrant, 'opt-out') < 0.03 then
        registered_at + to_seconds(floor(259200 * uniform(registrant, 'opted out at'))::bigint)
    end as opted_out_at
  from registrants
)
where registered_at < $as_of::timestamp
  and (opted_out_at is not null or uniform(registrant, 'asked for consent') < 0.97)
order by user_id
