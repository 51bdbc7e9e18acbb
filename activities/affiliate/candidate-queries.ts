import type { AffiliateSubject, ReminderRules } from '../../models/playbooks/affiliate-playbook.ts';
import type { SqlParams } from '../../platform/duckdb/bind-params.ts';

/**
 * For each customer the recommended products at prices like the customer's own: those that the likeliest new affiliate sells
 * (`new`), and those of one affiliate that the customer uses (`used`): the one that sells the best of them, of several the
 * one with most purchases. One where nobody bought for 90 days is taken for closed.
 */
export const SHOWN_PRODUCTS = `create or replace table shown_products as
with open_affiliates as (
  select affiliate_code from marts.customer_affiliates
  group by all having max(last_used_on) >= $as_of::date - 90
), sellers as (
  select customer_id, affiliate, 'new' as kind, null::integer as purchases
  from marts.next_affiliate where split = 'serving' and rank = 1
  union all
  select used.customer_id, used.affiliate_code, 'used', used.annual_purchases
  from marts.customer_affiliates as used join open_affiliates using (affiliate_code)
), shown as (
  select recommendations.customer_id, sellers.kind, sellers.affiliate, sellers.purchases,
    recommendations.product_id as product, features.product_name as name, features.category, recommendations.score,
    recommendations.rank, sold.lines, sold.mean_unit_price as "unitPrice"
  from marts.recommendations as recommendations
  join sellers on sellers.customer_id = recommendations.customer_id
    and (sellers.kind = 'used' or sellers.affiliate = recommendations.affiliate)
  join marts.affiliate_products as sold
    on sold.affiliate_code = sellers.affiliate and sold.product_code = recommendations.product_id
  join marts.product_features as features on features.product_code = recommendations.product_id
  join marts.customer_habits as habits on habits.customer_id = recommendations.customer_id
  where coalesce(sold.mean_unit_price <= $max_price_ratio::double * habits.high_unit_price, true)
), of_one_affiliate as (
  from shown
  qualify affiliate = first_value(affiliate) over (
    partition by customer_id, kind order by rank, purchases desc nulls last, affiliate
  )
), best as (
  from of_one_affiliate
  qualify row_number() over (partition by customer_id, kind order by rank) <= $products_per_message::integer
)
select customer_id, kind, affiliate,
  list({product: product, name: name, category: category, score: score, rank: rank, lines: lines,
    "unitPrice": "unitPrice"} order by rank) as products
from best group by all`;

/** What the actions would say, one row for each of their customers: about the `kind` of products shown, or the one that is due. */
export const OFFERS = `create or replace table offers (
  action integer, customer_id varchar, affiliate varchar, probability double, score double, worth double,
  due_product varchar, kind varchar
)`;

/** The SELECT of a subject over `audience`: customer_id and what its offer is. */
export interface PreparedSubject {
  sql: string;
  params: SqlParams;
}

/** The night, as far as subjects depend on it. */
export interface SubjectNight {
  asOf: string;
  since: string | null;
  windowDays: number;
  reminders: ReminderRules;
}

/** What an action of this subject would say to whom. */
export function prepareSubject(subject: AffiliateSubject, night: SubjectNight): PreparedSubject {
  if (subject.kind === 'next-affiliate')
    return { sql: NEXT_AFFILIATE, params: { shows_products: subject.show === 'products' } };
  if (subject.kind === 'recommended')
    return { sql: RECOMMENDED, params: { max_probability: subject.maxProbability } };
  if (subject.kind === 'affiliate')
    return { sql: ONE_AFFILIATE, params: { use: subject.use, among: subject.of ?? null } };
  const { minRepurchases, minRepeatShare, minGapDays } = night.reminders;
  return {
    sql: REPURCHASE,
    params: {
      as_of: { date: night.asOf },
      since: night.since,
      window_days: night.windowDays,
      min_repurchases: minRepurchases,
      min_repeat_share: minRepeatShare,
      min_gap_days: minGapDays,
    },
  };
}

/** The likeliest new affiliate of whoever has used one: with products to show, or of the others. */
const NEXT_AFFILIATE = `select audience.customer_id, next.affiliate, next.probability, next.probability as score,
  next.probability * lifetime.expected_spend as worth, if($shows_products::boolean, 'new', null) as kind
from audience
join marts.customers as customers using (customer_id)
join marts.next_affiliate as next
  on next.customer_id = audience.customer_id and next.split = 'serving' and next.rank = 1
join marts.lifetime_value as lifetime on lifetime.customer_id = audience.customer_id
left join shown_products as shown on shown.customer_id = audience.customer_id and shown.kind = 'new'
where customers.latest_affiliate is not null and (shown.products is not null) = $shows_products::boolean`;

/** Recommended products of an affiliate in use, for whom no new one is likely enough, or none is predicted. */
const RECOMMENDED = `select audience.customer_id, shown.affiliate, null::double as probability,
  coalesce(case when lifetime.frequency > 0 then lifetime.p_alive end, 0) as score,
  lifetime.expected_value as worth, shown.kind
from audience
join shown_products as shown on shown.customer_id = audience.customer_id and shown.kind = 'used'
join marts.lifetime_value as lifetime on lifetime.customer_id = audience.customer_id
left join marts.next_affiliate as next
  on next.customer_id = audience.customer_id and next.split = 'serving' and next.rank = 1
where coalesce(next.probability, 0) < $max_probability::double`;

/**
 * One affiliate of those asked for; of new ones the likeliest, of used ones the most used. BG/NBD never doubts whoever
 * came once, so that their P(alive), always 1, is left out.
 */
const ONE_AFFILIATE = `with options as (
  select audience.customer_id, next.affiliate, next.probability, null::integer as purchases
  from audience join marts.next_affiliate as next using (customer_id)
  where next.split = 'serving' and $use::varchar in ('new', 'any')
  union all
  select audience.customer_id, used.affiliate_code, null, used.annual_purchases
  from audience
  join marts.customer_affiliates as used using (customer_id)
  join marts.customers as customers using (customer_id)
  where $use::varchar in ('used', 'any')
    or ($use::varchar = 'last' and used.affiliate_code = customers.latest_affiliate)
), best as (
  select * from options
  where $among::varchar[] is null or affiliate in (select unnest($among::varchar[]))
  qualify row_number() over (
    partition by customer_id order by probability desc nulls last, purchases desc nulls last, affiliate
  ) = 1
)
select best.customer_id, best.affiliate, best.probability,
  coalesce(best.probability, case when lifetime.frequency > 0 then lifetime.p_alive end, 0) as score,
  case when best.probability is null then lifetime.expected_value
    else best.probability * lifetime.expected_spend end as worth
from best join marts.lifetime_value as lifetime using (customer_id)`;

/**
 * The product due since the night before that is most likely bought again at the highest price. How likely is the share
 * of its buyers who bought it again, counted as one more of the customer's own chances to.
 */
const REPURCHASE = `with due as (
  select audience.customer_id, dates.affiliate_code as affiliate, dates.product_code as due_product,
    (dates.purchase_days - 1 + dates.repeat_share) / dates.purchase_days as score,
    score * dates.mean_unit_price as worth
  from audience join marts.repurchase_dates as dates using (customer_id)
  where dates.due_on > coalesce($since::varchar::date, $as_of::date - $window_days::integer)
    and dates.due_on <= $as_of::date
    and dates.product_repurchases >= $min_repurchases::integer
    and dates.repeat_share >= $min_repeat_share::double
    and dates.gap_days >= $min_gap_days::integer
  qualify row_number() over (
    partition by audience.customer_id order by worth desc nulls last, score desc, dates.product_code
  ) = 1
)
from due`;

/** All offers with what is known of their customers. */
export const CANDIDATES = `select offers.customer_id as customer, offers.action, offers.affiliate, offers.probability,
  offers.score, offers.worth,
  coalesce(shown.products, []) as products,
  case when offers.due_product is null then null else {
    product: dates.product_code, name: features.product_name, category: features.category,
    "purchaseDays": dates.purchase_days, "lastBoughtOn": dates.last_bought_on, "ownGapDays": dates.own_gap_days,
    "productGapDays": dates.product_gap_days, "productRepurchases": dates.product_repurchases,
    "gapDays": dates.gap_days, "dueOn": dates.due_on
  } end as due,
  case when branches.branch_code is null then null else {
    code: branches.branch_code, district: branches.branch_district, "isSameDistrict": branches.is_same_district
  } end as branch,
  coalesce(affiliates.branches > 0, false) as "hasBranches",
  {id: segments.segment_id, name: segments.segment_name, type: segments.customer_type} as segment,
  customers.affiliates_used as "affiliatesUsed", customers.latest_affiliate as "latestAffiliate",
  case when lifetime.frequency > 0 then lifetime.p_alive end as "pAlive", lifetime.expected_value as "expectedValue",
  contacts.consent, contacts.is_opted_out as "isOptedOut"
from offers
join marts.customers as customers using (customer_id)
join marts.segments as segments using (customer_id)
join marts.lifetime_value as lifetime using (customer_id)
join marts.contacts as contacts using (customer_id)
join marts.customer_habits as habits using (customer_id)
left join shown_products as shown on shown.customer_id = offers.customer_id and shown.kind = offers.kind
left join marts.repurchase_dates as dates
  on dates.customer_id = offers.customer_id and dates.product_code = offers.due_product
left join marts.product_features as features on features.product_code = offers.due_product
left join marts.affiliates as affiliates on affiliates.affiliate_code = offers.affiliate
left join marts.nearest_branches as branches
  on branches.zone = habits.usual_zone and branches.district = habits.usual_district
  and branches.affiliate_code = offers.affiliate
order by customer, action`;
