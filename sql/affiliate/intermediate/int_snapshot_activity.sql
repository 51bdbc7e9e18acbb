-- One row per affiliate where a customer had bought or returned something before a cut, with all of it until then.
-- grain: customer_id, affiliate_code, cut_date
with
  first_cuts as (
    select
      customer_id,
      affiliate_code,
      min(cut_date) as first_cut
    from
      intermediate.int_snapshot_changes
    group by all
  ),
  used_at_cuts as (
    select
      first_cuts.customer_id,
      first_cuts.affiliate_code,
      cuts.cut_date
    from
      first_cuts
      join intermediate.int_snapshot_dates as cuts on cuts.cut_date >= first_cuts.first_cut
  ),
  accumulated as (
    select
      customer_id,
      affiliate_code,
      cut_date,
      min(first_visited_at) over so_far as first_visited_at,
      max(last_visited_at) over so_far as last_visited_at,
      min(first_paid_at) over so_far as first_paid_at,
      max(last_paid_at) over so_far as last_paid_at,
      (sum(visits) over so_far)::integer as visits,
      (sum(online_visits) over so_far)::integer as online_visits,
      (sum(payment_visits) over so_far)::integer as payment_visits,
      (sum(spend) over so_far)::decimal(18, 2) as spend,
      (sum(visits_90d) over so_far)::integer as visits_90d,
      (sum(spend_90d) over so_far)::decimal(18, 2) as spend_90d,
      (sum(annual_purchases) over so_far)::integer as annual_purchases,
      (sum(annual_online_purchases) over so_far)::integer as annual_online_purchases,
      (sum(annual_payments) over so_far)::integer as annual_payments,
      (sum(annual_spend) over so_far)::decimal(18, 2) as annual_spend,
      (sum(annual_paid) over so_far)::decimal(18, 2) as annual_paid
    from
      used_at_cuts
      left join intermediate.int_snapshot_changes using (customer_id, affiliate_code, cut_date)
    window
      so_far as (
        partition by
          customer_id,
          affiliate_code
        order by
          cut_date
      )
  )
select
  *
from
  accumulated
