-- One row per snapshot whose lists by affiliate do not follow marts.affiliates.
-- grain: customer_id, cut_date
with
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_index
      ) as affiliate_codes,
      list(
        affiliate_index
        order by
          affiliate_code
      ) as affiliate_indexes
    from
      marts.affiliates
  ),
  compared as (
    select
      customer_id,
      cut_date,
      used_affiliates,
      visits_by_affiliate
    from
      marts.next_affiliate_snapshots
      cross join affiliates
    where
      len(visits_by_affiliate) <> len(affiliate_codes)
      or len(visits_90d_by_affiliate) <> len(affiliate_codes)
      or affiliate_indexes <> range(len(affiliate_codes))
      or used_affiliates <> list_filter(affiliate_codes, lambda code, place: visits_by_affiliate[place] > 0)
  )
select
  *
from
  compared
