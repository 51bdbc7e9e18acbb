-- One row per customer and cut with the days on which the customer had bought anything before it.
-- grain: customer_id, cut_date
with
  days as (
    select
      customer_id,
      happened_at::date as active_on,
      bool_or(
        affiliate_code in (
          from
            intermediate.int_retailers
        )
      ) as is_retail,
      bool_or(
        affiliate_code not in (
          from
            intermediate.int_retailers
        )
      ) as is_partner,
      bool_or(has_payment) as has_payment
    from
      intermediate.int_visits
    group by all
  ),
  added as (
    select
      customer_id,
      seen_at as cut_date,
      count(*) as days,
      count(*) filter(
        where
          is_retail
      ) as retail_days,
      count(*) filter(
        where
          is_partner
      ) as partner_days,
      count(*) filter(
        where
          has_payment
      ) as payment_days
    from
      days
      join intermediate.int_snapshot_days using (active_on)
    group by all
  ),
  first_cuts as (
    select
      customer_id,
      min(cut_date) as first_cut
    from
      added
    group by all
  ),
  seen_cuts as (
    select
      customer_id,
      cut_date
    from
      first_cuts
      join intermediate.int_snapshot_dates on cut_date >= first_cut
  ),
  accumulated as (
    select
      customer_id,
      cut_date,
      (sum(days) over so_far)::integer as active_days,
      coalesce(sum(retail_days) over so_far, 0)::integer as retail_days,
      coalesce(sum(partner_days) over so_far, 0)::integer as partner_days,
      coalesce(sum(payment_days) over so_far, 0)::integer as payment_days
    from
      seen_cuts
      left join added using (customer_id, cut_date)
    window
      so_far as (
        partition by
          customer_id
        order by
          cut_date
      )
  )
select
  *
from
  accumulated
