-- One row per kind of cleaning of payments.
-- grain: kind
with
  payments as (
    from
      intermediate.int_payments
  ),
  counts as (
    select
      coalesce(sum(raw_rows - versions), 0)::integer as duplicate_payments,
      count(*) filter(
        where
          versions > 1
      )::integer as conflicting_payments,
      count(*) filter(
        where
          has_stray_time
      )::integer as payment_times_without_payment,
      count(*) filter(
        where
          disposition = 'unknown_user'
      )::integer as payments_of_unknown_users,
      count(*) filter(
        where
          disposition = 'after_as_of'
      )::integer as payments_after_as_of,
      count(*) filter(
        where
          disposition = 'before_application'
      )::integer as payments_before_application,
      count(*) filter(
        where
          disposition = 'after_horizon'
      )::integer as payments_after_horizon,
      count(*) filter(
        where
          disposition = 'without_time'
      )::integer as payments_without_time
    from
      payments
  ),
  kinds as (
    select
      'trial_payment' as source_table,
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
