-- One row per snapshot whose features are not those of the visits and returns before its cut, counted one by one.
-- grain: customer_id, cut_date
with
  claimed as (
    select
      customer_id,
      cut_date,
      -- Of a list a sum, and that it is in order: what an aggregate lists is not spilled to disk.
      coalesce(list_sum(list_transform(used_affiliates, lambda code: hash(code)::hugeint)), 0) as used_sum,
      used_affiliates = list_sort(used_affiliates) as is_ordered,
      affiliates_used,
      visits,
      visits_90d,
      active_days,
      spend,
      spend_90d,
      online_share,
      payment_share,
      mean_gap_days,
      recency_days,
      tenure_days,
      coalesce(list_sum(visits_by_affiliate), 0) as listed_visits,
      coalesce(list_sum(visits_90d_by_affiliate), 0) as listed_visits_90d
    from
      marts.next_affiliate_snapshots
  ),
  moves as (
    select
      customer_id,
      happened_at as moved_at,
      happened_at,
      affiliate_code,
      is_online,
      has_payment,
      amount
    from
      intermediate.int_visits
    union all
    by name
    select
      customer_id,
      happened_at as moved_at,
      - amount as amount
    from
      intermediate.int_returns
  ),
  history as (
    select
      claimed.customer_id,
      claimed.cut_date,
      moves.happened_at,
      moves.moved_at >= claimed.cut_date - 90 as is_recent,
      moves.affiliate_code,
      moves.is_online,
      moves.has_payment,
      moves.amount
    from
      claimed
      left join moves on moves.customer_id = claimed.customer_id
      and moves.moved_at < claimed.cut_date
  ),
  -- By affiliate first, and days apart: distinct values inside one aggregate would cost more than all the rest.
  affiliates as (
    select
      customer_id,
      cut_date,
      affiliate_code,
      count(happened_at) as visits,
      count(happened_at) filter(
        where
          is_recent
      ) as visits_90d,
      sum(amount) as spend,
      sum(amount) filter(
        where
          is_recent
      ) as spend_90d,
      count(*) filter(
        where
          is_online
      ) as online_visits,
      count(*) filter(
        where
          has_payment
      ) as payment_visits
    from
      history
    group by all
  ),
  days as (
    select
      claimed.customer_id,
      claimed.cut_date,
      count(*) as active_days,
      min(visited.active_on) as first_on,
      max(visited.active_on) as last_on
    from
      claimed
      join (
        select distinct
          customer_id,
          happened_at::date as active_on
        from
          intermediate.int_visits
      ) as visited on visited.customer_id = claimed.customer_id
      and visited.active_on < claimed.cut_date
    group by all
  ),
  counted as (
    select
      customer_id,
      cut_date,
      coalesce(
        sum(hash(affiliate_code)::hugeint) filter(
          where
            affiliate_code is not null
        ),
        0
      ) as used_sum,
      count(affiliate_code) as affiliates_used,
      sum(visits) as visits,
      sum(visits_90d) as visits_90d,
      coalesce(sum(spend), 0)::double as spend,
      coalesce(sum(spend_90d), 0)::double as spend_90d,
      sum(online_visits) as online_visits,
      sum(payment_visits) as payment_visits
    from
      affiliates
    group by all
  ),
  recounted as (
    select
      customer_id,
      cut_date,
      used_sum,
      true as is_ordered,
      affiliates_used,
      visits,
      visits_90d,
      coalesce(active_days, 0) as active_days,
      -- What somebody returns who has bought nothing makes no customer.
      if (visits > 0, spend, 0) as spend,
      if (visits > 0, spend_90d, 0) as spend_90d,
      online_visits / nullif(visits, 0) as online_share,
      payment_visits / nullif(visits, 0) as payment_share,
      (last_on - first_on) / nullif(active_days - 1, 0) as mean_gap_days,
      cut_date - last_on as recency_days,
      cut_date - first_on as tenure_days,
      visits as listed_visits,
      visits_90d as listed_visits_90d
    from
      counted
      left join days using (customer_id, cut_date)
  )
  -- Joined by the grain, not an "except", which compares all columns at once and did not fit where there are millions of rows.
select
  claimed.customer_id,
  claimed.cut_date
from
  claimed
  left join recounted using (customer_id, cut_date)
where
  row(
    claimed.used_sum,
    claimed.is_ordered,
    claimed.affiliates_used,
    claimed.visits,
    claimed.visits_90d,
    claimed.active_days,
    claimed.spend,
    claimed.spend_90d,
    claimed.online_share,
    claimed.payment_share,
    claimed.mean_gap_days,
    claimed.recency_days,
    claimed.tenure_days,
    claimed.listed_visits,
    claimed.listed_visits_90d
  ) is distinct from row(
    recounted.used_sum,
    recounted.is_ordered,
    recounted.affiliates_used,
    recounted.visits,
    recounted.visits_90d,
    recounted.active_days,
    recounted.spend,
    recounted.spend_90d,
    recounted.online_share,
    recounted.payment_share,
    recounted.mean_gap_days,
    recounted.recency_days,
    recounted.tenure_days,
    recounted.listed_visits,
    recounted.listed_visits_90d
  )
