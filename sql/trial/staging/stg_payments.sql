-- One row per user of the payment table; of rows that differ, one payment is enough and its earliest time counts.
-- grain: user_id
-- A time beside "not paid" is ignored: is_payment says whether, paid_at only when.
with
  source as (
    from
      raw.trial_payment
  ),
  merged as (
    select
      user_id,
      coalesce(bool_or(is_payment), false) as is_paid,
      date_trunc(
        'second',
        min(paid_at) filter(
          where
            is_payment
        )
      ) as paid_at,
      coalesce(
        bool_or(
          paid_at is not null
          and is_payment is not true
        ),
        false
      ) as has_stray_time,
      count(*)::integer as raw_rows,
      count(distinct (is_payment, paid_at))::integer as versions
    from
      source
    group by all
  )
select
  *
from
  merged
