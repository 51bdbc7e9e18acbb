-- One row per registrant who does not want to be contacted, from a moment of the trial on.
-- grain: user_id
select
  user_id,
  registered_at + to_seconds(floor(259200 * uniform(registrant, 'opted out at'))::bigint) as opted_out_at
from registrants
where uniform(registrant, 'opt-out') < 0.03
order by user_id
