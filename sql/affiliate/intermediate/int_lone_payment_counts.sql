-- One row per kind of mobile payment that stands beside no receipt of its hour.
-- grain: kind
with
  affiliates as (
    select
      affiliate_code,
      sum(receipts) > 0 as keeps_receipts,
      sum(lone_payments) as lone_payments
    from
      intermediate.int_affiliate_receipts
    group by all
  ),
  counts as (
    select
      coalesce(
        sum(lone_payments) filter(
          where
            keeps_receipts
        ),
        0
      )::integer as payments_without_receipt,
      coalesce(
        sum(lone_payments) filter(
          where
            not keeps_receipts
        ),
        0
      )::integer as payments_where_no_receipts_are_kept
    from
      affiliates
  ),
  kinds as (
    select
      'payments' as source_table,
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
