-- One row per run with what was known of its customer before its end; the same for runs that were left and for open ones.
-- grain: customer_id, run_number
-- A gap is the mean number of days between two visits of the run; with one visit it is missing.
with
  totals as (
    select
      customer_id,
      run_number,
      -- Affiliates of one hour have no order: the most visited of them counts as the current one.
      min_by(affiliate_code, (- visits, affiliate_code)) as current_affiliate,
      sum(visits)::integer as run_visits,
      sum(online_visits)::integer as online_visits,
      bool_or(has_payment) as has_payment,
      max(last_on) - min(first_on) as span_days,
      sum(amount)::decimal(18, 2) as amount
    from
      intermediate.int_run_affiliates
    group by all
  ),
  described as (
    select
      runs.customer_id,
      runs.run_number,
      runs.started_at,
      runs.extended_at,
      runs.run_affiliates,
      runs.next_affiliates,
      totals.current_affiliate,
      counts.used_affiliates,
      counts.visits_by_affiliate,
      totals.run_visits,
      totals.online_visits / totals.run_visits as online_share,
      totals.has_payment,
      totals.span_days / nullif(totals.run_visits - 1, 0) as mean_gap_days,
      totals.amount::double / totals.run_visits as mean_visit_amount,
      tops.top_product,
      tops.top_category,
      tops.top_subcategory,
      tops.top_branch,
      customers.gender,
      customers.age_band,
      customers.home_zone
    from
      intermediate.int_runs as runs
      join totals using (customer_id, run_number)
      join intermediate.int_run_counts as counts using (customer_id, run_number)
      join staging.stg_customers as customers using (customer_id)
      left join intermediate.int_run_tops as tops using (customer_id, run_number)
  )
select
  *
from
  described
