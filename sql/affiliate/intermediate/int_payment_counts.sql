-- One row per kind of cleaning of a slice’s payments: in raw rows, and from payments_matched on in payments that count.
-- grain: slice, kind
with
  payments as (
    select
      payments.*,
      customers.customer_id is null as lacks_customer,
      periods.first_day
    from
      staging.stg_payments as payments
      left join staging.stg_customers as customers using (customer_id)
      left join intermediate.int_period as periods on true
  ),
  raw_counts as (
    select
      coalesce(sum(raw_rows - 1), 0)::integer as payments_merged,
      coalesce(
        sum(raw_rows) filter(
          where
            is_return
        ),
        0
      )::integer as payments_refunded,
      coalesce(
        sum(raw_rows) filter(
          where
            lacks_customer
        ),
        0
      )::integer as payments_of_unknown_customers,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at < first_day
        ),
        0
      )::integer as payments_before_period,
      coalesce(
        sum(raw_rows) filter(
          where
            purchased_at >= $as_of
        ),
        0
      )::integer as payments_after_as_of
    from
      payments
  ),
  matched_hours as (
    select
      customer_id,
      affiliate_code,
      is_online,
      happened_at,
      count(*) as matched
    from
      intermediate.int_payment_matches
    group by all
  ),
  match_counts as (
    select
      coalesce(sum(matched), 0)::integer as payments_matched,
      coalesce(
        sum(payments - coalesce(matched, 0)) filter(
          where
            receipts > 0
        ),
        0
      )::integer as payments_of_another_amount
    from
      intermediate.int_payment_hours
      left join matched_hours using (customer_id, affiliate_code, is_online, happened_at)
  ),
  counts as (
    from
      raw_counts
      cross join match_counts
  ),
  kinds as (
    select
      $slice::integer as slice,
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
