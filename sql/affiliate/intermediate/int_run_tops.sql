-- One row per run: what was bought most often in it, by lines, and the branch that was visited in most hours.
-- grain: customer_id, run_number
-- Of equals the later one counts, and in one hour the lower code.
with
  lines as (
    select
      customer_id,
      run_number,
      product_code,
      branch_code,
      purchased_at
    from
      staging.stg_purchases
      join intermediate.int_run_affiliates as runs using (customer_id, affiliate_code)
    where
      not is_return
      and purchased_at >= started_at
      and purchased_at < until_at
  ),
  hours as (
    select
      customer_id,
      run_number,
      branch_code,
      purchased_at
    from
      lines
    union
    select
      customer_id,
      run_number,
      branch_code,
      purchased_at
    from
      staging.stg_partner_visits
      join intermediate.int_run_affiliates as runs using (customer_id, affiliate_code)
    where
      not is_return
      and purchased_at >= started_at
      and purchased_at < until_at
  ),
  products as (
    select
      customer_id,
      run_number,
      product_code,
      coalesce(category, 'unknown') as category,
      coalesce(subcategory, 'unknown') as subcategory,
      count(*) as times,
      max(purchased_at) as last_at
    from
      lines
      left join staging.stg_products as catalogue using (product_code)
    group by all
  ),
  tallies as (
    select
      customer_id,
      run_number,
      'product' as kind,
      product_code as code,
      times,
      last_at
    from
      products
    union all
    select
      customer_id,
      run_number,
      'category',
      category,
      sum(times),
      max(last_at)
    from
      products
    group by all
    union all
    select
      customer_id,
      run_number,
      'subcategory',
      subcategory,
      sum(times),
      max(last_at)
    from
      products
    group by all
    union all
    select
      customer_id,
      run_number,
      'branch',
      branch_code,
      count(*),
      max(purchased_at)
    from
      hours
    group by all
  ),
  placed as (
    select
      *,
      (- times, - epoch(last_at), code) as place
    from
      tallies
  ),
  tops as (
    select
      customer_id,
      run_number,
      min_by(code, place) filter(
        where
          kind = 'product'
      ) as top_product,
      min_by(code, place) filter(
        where
          kind = 'category'
      ) as top_category,
      min_by(code, place) filter(
        where
          kind = 'subcategory'
      ) as top_subcategory,
      min_by(code, place) filter(
        where
          kind = 'branch'
      ) as top_branch
    from
      placed
    group by all
  )
select
  *
from
  tops
