-- One row per affiliate that a customer had used before a cut, with the visits until then.
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
      (sum(visits) over so_far)::integer as visits,
      (sum(visits_90d) over so_far)::integer as visits_90d,
      (sum(online_visits) over so_far)::integer as online_visits,
      (sum(payment_visits) over so_far)::integer as payment_visits,
      (sum(spend) over so_far)::decimal(18, 2) as spend,
      (sum(spend_90d) over so_far)::decimal(18, 2) as spend_90d
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
