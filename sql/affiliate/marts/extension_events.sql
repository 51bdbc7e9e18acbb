-- One row per first use of further affiliates before a customer went back: the run that was left, as known before that hour.
-- grain: customer_id, event_number
-- The first event of each customer is the specification's first extension; all of them are its expanded set.
select
  customer_id,
  run_number as event_number,
  started_at::date as run_started_on,
  current_affiliate,
  run_affiliates,
  used_affiliates,
  visits_by_affiliate,
  run_visits,
  online_share,
  has_payment,
  mean_gap_days,
  mean_visit_amount,
  top_product,
  top_category,
  top_subcategory,
  top_branch,
  gender,
  age_band,
  home_zone,
  extended_at::date as extended_on,
  hour(extended_at)::integer as extended_hour,
  next_affiliates
from
  intermediate.int_run_features
where
  extended_at is not null
