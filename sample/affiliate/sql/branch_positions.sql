-- One row per branch: its place in its affiliate's list.
-- grain: affiliate, position
select
  affiliate,
  br_c,
  (row_number() over (partition by affiliate order by br_c))::integer - 1 as position
from branches
