-- One row per branch: its place in the list of its affiliate and zone.
-- grain: affiliate, zone, position
select
  affiliate,
  zone,
  br_c,
  (row_number() over (partition by affiliate, zone order by br_c))::integer - 1 as position,
  count(*) over (partition by affiliate, zone)::integer as branches
from branches
