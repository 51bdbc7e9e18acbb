import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideRecommender } from '../../../activities/affiliate/decide-recommender.ts';
import { evaluateRecommender } from '../../../activities/affiliate/evaluate-recommender.ts';
import { exportInteractions } from '../../../activities/affiliate/export-interactions.ts';
import { fitRecommender } from '../../../activities/affiliate/fit-recommender.ts';
import { recommendProducts } from '../../../activities/affiliate/recommend-products.ts';
import { refitRecommender } from '../../../activities/affiliate/refit-recommender.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { NO_CHAMPION } from '../../../models/contracts/champion.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { generateSample } from '../../../sample/index.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { buildSourceTables } from './build-source-tables.ts';

const directory = createTemporaryDirectory();
const services: StepServices = createServices(directory);
const source = join(directory, 'shop');
const CUSTOMERS = 160;
beforeAll(() =>
  generateSample({
    pipeline: 'affiliate-expansion',
    directory: source,
    customers: CUSTOMERS,
    profile: 'demo',
    seed: 1,
  }),
);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Matrices = Artifacts<'people' | 'products' | 'sellers' | 'purchases'>;
const pathOf = (ref: ArtifactRef | undefined) => services.store.locate(ref!);
async function query<Row>(sql: string, refs: Readonly<Record<string, ArtifactRef | undefined>>) {
  const params = Object.entries(refs).map(([name, ref]) => [name, pathOf(ref)]);
  return (await openTestSession()).rows<Row>(sql, Object.fromEntries(params));
}
async function exportAt(asOf: string) {
  const tables = await buildSourceTables(services, { source, asOf });
  const exported = await runStep(exportInteractions, services, {
    step: 'export-interactions',
    params: { asOf },
    inputs: {
      customers: tables.customers!,
      product_days: tables.product_days!,
      product_features: tables.product_features!,
    },
  });
  return { tables, exported, matrices: exported.artifacts as Matrices };
}
const learn = (inputs: Matrices) =>
  runStep(fitRecommender, services, { step: 'fit-recommender', params: { seed: 1 }, inputs });
const refit = async (inputs: Matrices & Artifacts<'recommender'>) => {
  const call = { step: 'refit-recommender', params: { seed: 1 }, inputs };
  return (await runStep(refitRecommender, services, call)).artifacts;
};
const recommend = (
  scorer: 'reranker' | 'ease' | 'popularity',
  inputs: Matrices & Record<string, ArtifactRef>,
) =>
  runStep(recommendProducts, services, { step: 'recommend-products', params: { scorer, seed: 1 }, inputs });
const COLUMNS = [
  { column_name: 'customer_id', column_type: 'VARCHAR' },
  { column_name: 'product_id', column_type: 'VARCHAR' },
  { column_name: 'affiliate', column_type: 'VARCHAR' },
  { column_name: 'score', column_type: 'DOUBLE' },
  { column_name: 'rank', column_type: 'INTEGER' },
];
const SIMILAR_COLUMNS = [
  { column_name: 'product_id', column_type: 'VARCHAR' },
  { column_name: 'similar_id', column_type: 'VARCHAR' },
  { column_name: 'score', column_type: 'DOUBLE' },
  { column_name: 'rank', column_type: 'INTEGER' },
];
const describeColumns = (table: ArtifactRef | undefined) =>
  query('select column_name, column_type from (describe from read_parquet($table))', { table });

/** A05 for everybody. */
async function giveNext(customers: ArtifactRef | undefined): Promise<Artifacts<'next_affiliate'>> {
  const session = await openTestSession();
  const query = `select customer_id, 'serving' as split, 'A05' as affiliate, .5 as probability, 1 as rank
    from read_parquet($customers)`;
  return giveArtifacts(services, {
    next_affiliate: {
      file: 'next.parquet',
      rows: CUSTOMERS,
      write: (path) =>
        session.copyToParquet({ query, params: { customers: pathOf(customers) } }, path, {
          orderBy: ['customer_id'],
        }),
    },
  });
}

describe('a year of purchases', () => {
  let found: Awaited<ReturnType<typeof exportAt>>;
  let fitted: Artifacts<'recommender'>;
  let value: Awaited<ReturnType<typeof learn>>['value'];
  beforeAll(async () => {
    found = await exportAt('2022-01-01');
    const learnt = await learn(found.matrices);
    fitted = learnt.artifacts as Artifacts<'recommender'>;
    value = learnt.value;
    expect(value).toMatchObject({ recipe: { standIn: 'ease' }, hasTrees: true, past: { refused: null } });
  });

  it('is enough to judge by, and every purchase of a product is a row', async () => {
    expect(found.exported.value).toEqual({ testable: true });
    expect(found.exported.rows).toBe(found.tables.product_days?.rows);
  });

  it('is measured beside its baselines; too few customers decide nothing', async () => {
    const evaluated = await runStep(evaluateRecommender, services, {
      step: 'evaluate-recommender',
      params: { asOf: '2022-01-01', seed: 1, resamples: 200, championUntil: null },
      inputs: { ...found.matrices, ...fitted },
    });
    const { evidence } = evaluated.value;
    expect(evidence.ease?.model).toBeCloseTo(Number(evaluated.metrics.ndcg_at_10), 10);
    expect(evidence.ease?.reference).toBeCloseTo(Number(evaluated.metrics.ndcg_at_10_ease), 10);
    expect(evidence.popularity?.reference).toBeCloseTo(Number(evaluated.metrics.ndcg_at_10_popularity), 10);
    // The sample's customers have habits.
    expect(evidence.popularity!.difference).toBeGreaterThan(0);
    const decided = await runStep(decideRecommender, services, {
      step: 'decide-recommender',
      effect: 'decision',
      params: {
        ...{ asOf: '2022-01-01', decisionPoint: 'recommender', policy: DEFAULT_POLICY, found: NO_CHAMPION },
        ...{ recipe: value.recipe, past: value.past, artifact: fitted.recommender },
        ...{ evidence, champion: evaluated.value.champion, metrics: evaluated.metrics },
      },
      inputs: {},
    });
    expect(decided.value.verdict).toMatchObject({
      ...{ model: 'recommender', decision_point: 'recommender' },
      ...{ verdict: 'INSUFFICIENT_DATA', released: null },
    });
  });

  it.each(['reranker', 'ease', 'popularity'] as const)(
    'ranked by %s: 20 new products each, and up to 10 more of the next affiliate',
    async (scorer) => {
      const next = await giveNext(found.tables.customers);
      const released = scorer === 'reranker' ? await refit({ ...found.matrices, ...fitted }) : fitted;
      const { artifacts, metrics } = await recommend(scorer, { ...found.matrices, ...released, ...next });
      expect(metrics.scorer).toBe(scorer);
      const { recommendations } = artifacts;
      expect(await describeColumns(recommendations)).toEqual(COLUMNS);
      const [row] = await query<Record<string, number>>(
        `with lists as (
           select customer_id, count(*) as products, count(distinct product_id) as distinct_products,
             count(*) filter (affiliate = 'A05') as next, max(rank) as last_rank
           from read_parquet($recommendations) group by all
         ), bought as (
           select * from read_parquet($recommendations) as lists
           semi join read_parquet($days) as days on lists.customer_id = days.customer_id and product_id = product_code
         ), wrong as (
           select * from read_parquet($recommendations) as lists
           anti join read_parquet($days) as days on product_id = product_code and affiliate = affiliate_code
         ), disordered as (
           select score > lag(score) over (partition by customer_id order by rank) as is_higher
           from read_parquet($recommendations)
         )
         select count(*)::integer as customers, min(products)::integer as fewest, max(products)::integer as most,
           bool_and(products = distinct_products and products = last_rank)::integer as listed,
           min(next)::integer as least_next,
           (select count(*)::integer from bought) as bought,
           (select count(*)::integer from wrong) as not_sold_there,
           (select count(*)::integer from disordered where is_higher) as disordered
         from lists`,
        { recommendations, days: found.tables.product_days },
      );
      expect(row).toMatchObject({
        customers: CUSTOMERS,
        listed: 1,
        bought: 0,
        not_sold_there: 0,
        disordered: 0,
      });
      expect(row!.fewest).toBeGreaterThanOrEqual(20);
      expect(row!.most).toBeLessThanOrEqual(30);
      expect(row!.least_next).toBeGreaterThan(0);
      expect(await describeColumns(artifacts.similar_products)).toEqual(SIMILAR_COLUMNS);
      const [alike] = await query<Record<string, number>>(
        `with lists as (
           select product_id, count(*) as products, count(distinct similar_id) as distinct_products, max(rank) as last_rank,
             bool_or(product_id = similar_id) as has_itself
           from read_parquet($similar_products) group by all
         )
         select count(*)::integer as products, max(products)::integer as most,
           bool_and(products = distinct_products and products = last_rank and not has_itself)::integer as listed
         from lists`,
        { similar_products: artifacts.similar_products },
      );
      expect(alike).toMatchObject({ most: 20, listed: 1 });
      expect(alike!.products).toBeGreaterThan(100);
    },
  );
});

describe('too little to judge by', () => {
  it('a short history has no cut, and popularity still gives 20 products', async () => {
    const { exported, matrices } = await exportAt('2021-04-01');
    expect(exported.value).toEqual({ testable: false });
    const { artifacts } = await recommend('popularity', matrices);
    expect(artifacts.recommendations.rows).toBeGreaterThanOrEqual(20 * CUSTOMERS);
  });

  it.each([
    ['no product at all', 'where false'],
    ['a product that was never sold', ''],
  ])('%s gives an empty table of the same columns', async (_, filter) => {
    const session = await openTestSession();
    const write = (query: string) => (path: string) =>
      session.copyToParquet({ query }, path, { orderBy: [] });
    const inputs = await giveArtifacts(services, {
      [`customers${filter}`]: {
        file: 'customers.parquet',
        rows: 1,
        write: write(`select 'M1' as customer_id, 'female' as gender, '30s' as age_band, 'Z01' as home_zone`),
      },
      [`days${filter}`]: {
        file: 'days.parquet',
        rows: 0,
        write: write(
          `select 'M1' as customer_id, 'tent' as product_code, 'A01' as affiliate_code, 'A010001' as branch_code,
             date '2021-05-01' as bought_on, 1 as lines, 2.5::double as unit_prices, 1 as priced_lines where false`,
        ),
      },
      [`products${filter}`]: {
        file: 'products.parquet',
        rows: 1,
        write: write(
          `select * from (select 'tent' as product_code, 'unknown' as category, 'unknown' as subcategory, null::varchar as product_name) ${filter}`,
        ),
      },
    });
    const [customers, product_days, product_features] = Object.values(inputs) as ArtifactRef[];
    const exported = await runStep(exportInteractions, services, {
      step: 'export-interactions',
      params: { asOf: '2022-01-01' },
      inputs: { customers: customers!, product_days: product_days!, product_features: product_features! },
    });
    expect(exported.value).toEqual({ testable: false });
    const { artifacts } = await recommend('popularity', exported.artifacts as Matrices);
    expect(artifacts.recommendations.rows).toBe(0);
    expect(await describeColumns(artifacts.recommendations)).toEqual(COLUMNS);
    expect(artifacts.similar_products.rows).toBe(0);
    expect(await describeColumns(artifacts.similar_products)).toEqual(SIMILAR_COLUMNS);
  });
});
