-- One row per site of the area table; of areas that differ, the largest counts.
-- grain: site_id
-- Areas are in pyeong (3.3 square metres).
with
  source as (
    from
      raw.site_area
  ),
  merged as (
    select
      site_id,
      max(area_pyeong) as area_pyeong,
      count(*)::integer as raw_rows
    from
      source
    group by all
  )
select
  *
from
  merged
