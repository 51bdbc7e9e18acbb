import type { Table } from 'apache-arrow';
import { z } from 'zod';
import { numbersOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readArrowFile, writeArrowFile } from '../../platform/matrices/arrow-file.ts';
import { columnOf, readStrings } from '../../platform/matrices/matrix-columns.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { RecommendProductsInput, RecommendProductsResult } from '../training/recommend-products.ts';

const TASK = 'activities/training/recommend-products.ts';

const Params = z.strictObject({
  /** The re-ranker when one is released; otherwise what validated better on the earlier cut. */
  scorer: z.enum(['reranker', 'ease', 'popularity']),
  seed: z.int(),
});

/**
 * Recommend to every customer 20 products not bought yet, and up to 10 more that are sold at the predicted next affiliate;
 * and list what each product is most like.
 * `recommender` (what is released, or what was judged where nothing is) and `next_affiliate` are inputs too where there are such, so that the key tells.
 */
export const recommendProducts = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['people', 'products', 'sellers', 'purchases'],
  tasks: [TASK],
  libraries: ['duckdb', 'tensorflow', 'lightgbm'],
  async run({ params: { scorer, seed }, inputs, duckdb, output, scratch, train }) {
    const made: Readonly<Record<string, string | undefined>> = inputs;
    const { people, products, sellers, purchases } = inputs;
    const session = await duckdb();
    const codes = {
      customers: readStrings(await readArrowFile(people), 'customer_id'),
      products: readStrings(await readArrowFile(products), 'product_code'),
      affiliates: readStrings(await readArrowFile(sellers), 'affiliate_code'),
    };
    const input: RecommendProductsInput = {
      people,
      products,
      sellers,
      purchases,
      record: made.recommender ?? null,
      next: scratch('next.arrow'),
      rows: scratch('rows.arrow'),
      similar: scratch('similar.arrow'),
      scorer,
      seed,
    };
    await writeArrowFile(input.next, { next: await readNext(session, codes, made.next_affiliate) });
    const { rows, similar } = await train<RecommendProductsResult>(TASK, input);
    await writeRecommendations(session, input.rows, codes);
    await session.copyToParquet({ table: 'recommendations' }, output('recommendations.parquet'), {
      orderBy: ['customer_id', 'rank'],
    });
    await writeSimilar(session, input.similar, codes);
    await session.copyToParquet({ table: 'similar_products' }, output('similar_products.parquet'), {
      orderBy: ['product_id', 'rank'],
    });
    return {
      artifacts: {
        recommendations: { file: 'recommendations.parquet', rows },
        similar_products: { file: 'similar_products.parquet', rows: similar },
      },
      rows,
      metrics: { scorer, customers: codes.customers.length, products: codes.products.length },
      value: null,
    };
  },
});

/** Codes by position. */
interface Codes {
  readonly customers: readonly string[];
  readonly products: readonly string[];
  readonly affiliates: readonly string[];
}

/** Position of each customer's likeliest next affiliate among those that sell products; -1 without one. */
async function readNext(
  session: DuckDBSession,
  { customers, affiliates }: Codes,
  scores: string | undefined,
): Promise<Int32Array> {
  if (scores === undefined) return new Int32Array(customers.length).fill(-1);
  await session.appendColumns('people', { customer_id: [...customers] });
  await session.appendColumns('sellers', {
    affiliate: [...affiliates],
    position: Int32Array.from(affiliates.keys()),
  });
  const next = await session.columns(
    `select coalesce(sellers.position, -1)::integer as next
     from (select customer_id, row_number() over () as place from people) as people
     left join read_parquet($scores) as scores
       on scores.customer_id = people.customer_id and scores.split = 'serving' and scores.rank = 1
     left join sellers using (affiliate)
     order by place`,
    { scores },
  );
  return numbersOf(next, 'next') as Int32Array;
}

async function writeRecommendations(session: DuckDBSession, path: string, codes: Codes): Promise<void> {
  const table = await readArrowFile(path);
  await session.appendColumns('recommendations', {
    customer_id: nameColumn(table, 'customer', codes.customers),
    product_id: nameColumn(table, 'product', codes.products),
    affiliate: nameColumn(table, 'affiliate', codes.affiliates),
    ...readRanks(table),
  });
}

async function writeSimilar(session: DuckDBSession, path: string, { products }: Codes): Promise<void> {
  const table = await readArrowFile(path);
  await session.appendColumns('similar_products', {
    product_id: nameColumn(table, 'product', products),
    similar_id: nameColumn(table, 'similar', products),
    ...readRanks(table),
  });
}

function nameColumn(table: Table, column: string, names: readonly string[]): string[] {
  return Array.from(columnOf(table, column).toArray() as Int32Array, (position) => names[position]!);
}

function readRanks(table: Table) {
  return {
    score: columnOf(table, 'score').toArray() as Float64Array,
    rank: Int32Array.from(columnOf(table, 'rank').toArray() as Int32Array),
  };
}
