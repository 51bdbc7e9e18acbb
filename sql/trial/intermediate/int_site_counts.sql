-- One row per kind of cleaning of sites.
-- grain: kind
with
  duplicates as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as duplicate_sites
    from
      staging.stg_sites
  ),
  unknown as (
    select
      count(distinct site_id)::integer as sites_without_area
    from
      intermediate.int_stays
      anti join staging.stg_sites using (site_id)
  ),
  counts as (
    from
      duplicates
      cross join unknown
  ),
  kinds as (
    select
      'site_area' as source_table,
      kind,
      occurrences
    from
      counts
    unpivot (occurrences for kind in (*))
  )
select
  *
from
  kinds
