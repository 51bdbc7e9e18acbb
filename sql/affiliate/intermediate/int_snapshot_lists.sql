-- One row per customer and cut with a visit or return before it: visits by affiliate, in the order of the codes.
-- grain: customer_id, cut_date
with
  affiliates as (
    select
      list(
        affiliate_code
        order by
          affiliate_code
      ) as affiliate_codes
    from
      intermediate.int_affiliate_codes
  ),
  counts as (
    select
      customer_id,
      cut_date,
      list(affiliate_code) as used_codes,
      list(visits) as visits,
      list(visits_90d) as visits_90d
    from
      intermediate.int_snapshot_activity
    group by all
  ),
  lists as (
    select
      customer_id,
      cut_date,
      affiliate_codes,
      -- By place: maps would take more than twice as long.
      list_transform(
        affiliate_codes,
        lambda code: coalesce(visits[list_position(used_codes, code)], 0)
      ) as visits_by_affiliate,
      list_transform(
        affiliate_codes,
        lambda code: coalesce(visits_90d[list_position(used_codes, code)], 0)
      ) as visits_90d_by_affiliate
    from
      counts
      cross join affiliates
  ),
  described as (
    select
      * exclude (affiliate_codes),
      list_filter(affiliate_codes, lambda code, place: visits_by_affiliate[place] > 0) as used_affiliates
    from
      lists
  )
select
  *
from
  described
