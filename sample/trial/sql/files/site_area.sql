-- One row per site.
-- grain: site_id
select site_id, area
from sites
order by site_id
