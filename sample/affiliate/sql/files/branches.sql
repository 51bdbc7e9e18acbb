-- One row per branch (LPOINT_BIG_COMP_05_BR).
-- grain: br_c
select br_c, cop_c, zon_hlv, zon_mcls
from branches
order by br_c
