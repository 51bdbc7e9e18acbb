-- One row per customer who has never gone back to an earlier affiliate: the run that goes on, as known before $as_of.
-- grain: customer_id
-- Who has used one affiliate only is here; whoever went back is like no row of marts.extension_events and is left out.
select
  customer_id,
  run_number,
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
  home_zone
from
  intermediate.int_run_features
where
  extended_at is null
