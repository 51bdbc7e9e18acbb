-- One row per branch and affiliate that a slice’s purchase lines or partner receipts name: raw rows, and if any is from before $as_of.
-- grain: slice, branch_code, affiliate_code
with
  named as (
    select
      branch_code,
      affiliate_code,
      purchased_at < $as_of as is_known,
      raw_rows as purchase_lines,
      0 as partner_receipts
    from
      staging.stg_purchases
    union all
    select
      branch_code,
      affiliate_code,
      purchased_at < $as_of,
      0,
      raw_rows
    from
      staging.stg_partner_visits
  ),
  branches as (
    select
      $slice::integer as slice,
      branch_code,
      affiliate_code,
      bool_or(is_known) as is_known,
      sum(purchase_lines)::bigint as purchase_lines,
      sum(partner_receipts)::bigint as partner_receipts
    from
      named
    group by all
  )
select
  *
from
  branches
