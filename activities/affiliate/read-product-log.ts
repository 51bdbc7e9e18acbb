import {
  encodeAttribute,
  type ProductLog,
  type RecommenderData,
} from '../../models/recommender/product-log.ts';
import { type ColumnTable, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** The marts that the recommender learns from. */
export interface ProductMarts {
  readonly customers: string;
  readonly product_days: string;
  readonly product_features: string;
}

/** Read every purchase of a product before the as-of, days counted from it, and what customers and products are. */
export async function readProductLog(
  session: DuckDBSession,
  marts: ProductMarts,
  asOf: string,
): Promise<RecommenderData> {
  const people = await session.columns(
    'select customer_id, gender, age_band, home_zone from read_parquet($customers) order by customer_id',
    { customers: marts.customers },
  );
  const products = await session.columns(
    `select product_code, category, subcategory, product_name
     from read_parquet($products) order by product_code`,
    { products: marts.product_features },
  );
  return {
    log: await readPurchases(session, marts, asOf, { people, products }),
    attributes: {
      customer: {
        gender: encodeAttribute(stringsOf(people, 'gender')),
        age_band: encodeAttribute(stringsOf(people, 'age_band')),
        home_zone: encodeAttribute(stringsOf(people, 'home_zone')),
      },
      product: {
        category: encodeAttribute(stringsOf(products, 'category')),
        subcategory: encodeAttribute(stringsOf(products, 'subcategory')),
        name: encodeAttribute(stringsOf(products, 'product_name')),
      },
    },
  };
}

async function readPurchases(
  session: DuckDBSession,
  marts: ProductMarts,
  asOf: string,
  { people, products }: { people: ColumnTable; products: ColumnTable },
): Promise<ProductLog> {
  await session.run(
    `create or replace table bought as
     select owners.position as owner, items.position as item, affiliate_code, branch_code,
       (bought_on - $as_of)::integer as day, lines, unit_prices, priced_lines
     from read_parquet($days)
     join (select customer_id, (row_number() over (order by customer_id) - 1)::integer as position
       from read_parquet($customers)) as owners using (customer_id)
     join (select product_code, (row_number() over (order by product_code) - 1)::integer as position
       from read_parquet($products)) as items using (product_code)`,
    {
      as_of: { date: asOf },
      days: marts.product_days,
      customers: marts.customers,
      products: marts.product_features,
    },
  );
  const sellers = await session.columns('select distinct affiliate_code as code from bought order by 1');
  const purchases = await session.columns(
    `select owner, item, (dense_rank() over (order by affiliate_code) - 1)::integer as affiliate,
       (dense_rank() over (order by branch_code) - 1)::integer as branch, day, lines, unit_prices, priced_lines
     from bought order by owner, item, day, affiliate, branch`,
  );
  await session.run('drop table bought');
  const integers = (name: string) => numbersOf(purchases, name) as Int32Array;
  return {
    customers: stringsOf(people, 'customer_id').map(String),
    products: stringsOf(products, 'product_code').map(String),
    affiliates: stringsOf(sellers, 'code').map(String),
    branches: integers('branch').reduce((most, branch) => Math.max(most, branch + 1), 0),
    owner: integers('owner'),
    item: integers('item'),
    affiliate: integers('affiliate'),
    branch: integers('branch'),
    day: integers('day'),
    lines: integers('lines'),
    unitPrices: numbersOf(purchases, 'unit_prices') as Float64Array,
    pricedLines: integers('priced_lines'),
  };
}
