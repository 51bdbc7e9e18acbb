import { z } from 'zod';
import type { RecommendationSample, SampledProduct } from '../models/recommender/recommendation-sample.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';

/** Parquet files that a sample is put together from. */
export const SampleFiles = z.strictObject({
  recommendations: z.string(),
  similar_products: z.string(),
  segments: z.string(),
  /** Not there where none was predicted. */
  next_affiliate: z.string().optional(),
  customer_affiliates: z.string(),
  product_days: z.string(),
  product_features: z.string(),
});
/** Parquet files that a sample is put together from. */
export type SampleFiles = z.infer<typeof SampleFiles>;

const CUSTOMERS = 5;
const PRODUCTS = 5;
const REASONS = 2;

/** One customer of each of the largest segments, drawn by a hash of the id, with the head of the list and reasons. */
export async function readSamples(
  session: DuckDBSession,
  files: SampleFiles,
): Promise<RecommendationSample[]> {
  const { segments, next_affiliate, customer_affiliates, ...listed } = files;
  await session.run(
    `create or replace temporary table drawn as
     select customer_id, segment_id, segment_name, count(*) over (partition by segment_id) as members
     from read_parquet($segments)
     qualify row_number() over (partition by segment_id order by md5(customer_id)) = 1
     order by members desc, segment_id limit ${CUSTOMERS}`,
    { segments },
  );
  await session.run(
    next_affiliate === undefined
      ? 'create or replace temporary table next (customer_id varchar, affiliate varchar)'
      : `create or replace temporary table next as
         select customer_id, affiliate from read_parquet($next_affiliate) where split = 'serving' and rank = 1`,
    next_affiliate === undefined ? {} : { next_affiliate },
  );
  const people = await session.rows<Omit<RecommendationSample, 'products'>>(
    `with used as (
       select customer_id, list(affiliate_code order by affiliate_code) as used
       from read_parquet($customer_affiliates) group by all
     )
     select customer_id as customer, segment_name as segment, coalesce(used, []) as used, affiliate as next
     from drawn left join used using (customer_id) left join next using (customer_id)
     order by members desc, segment_id`,
    { customer_affiliates },
  );
  const products = await session.rows<SampledProduct & { customer: string }>(
    `with features as (
       select product_code, coalesce(product_name, product_code) as name, category, subcategory, mean_unit_price
       from read_parquet($product_features)
     ), bought as (
       select customer_id, product_code, name, category, subcategory, sum(lines) as lines
       from read_parquet($product_days) semi join drawn using (customer_id) join features using (product_code)
       group by all
     ), listed as (
       select customer_id, rank, features.*, affiliate
       from read_parquet($recommendations) join features on product_id = product_code
       semi join drawn using (customer_id)
       where rank <= ${PRODUCTS}
     ), liked as (
       select listed.customer_id, listed.rank, list(bought.name order by likeness.rank) as names
       from listed
       join read_parquet($similar_products) as likeness on likeness.product_id = listed.product_code
       join bought
         on bought.customer_id = listed.customer_id and bought.product_code = likeness.similar_id
       group by all
     ), reasons as (
       select listed.customer_id, listed.rank,
         list(bought.name order by lines desc, bought.name)
           filter (bought.subcategory = listed.subcategory and listed.subcategory <> 'unknown') as near,
         list(bought.name order by lines desc, bought.name) filter (listed.category <> 'unknown') as far
       from listed join bought
         on bought.customer_id = listed.customer_id and bought.category = listed.category
       group by all
     )
     select listed.customer_id as customer, listed.rank::integer as rank, name, category,
       mean_unit_price::double as price, affiliate, coalesce(liked.names, near, far, [])[:${REASONS}] as bought,
       case when liked.names is not null then 'buyers' when near is not null then 'subcategory'
         when far is not null then 'category' end as kinship
     from listed
     left join liked using (customer_id, rank)
     left join reasons using (customer_id, rank)
     order by customer, rank`,
    listed,
  );
  return people.map((person) => ({
    ...person,
    products: products
      .filter(({ customer }) => customer === person.customer)
      .map(({ customer: _, ...product }) => product),
  }));
}
