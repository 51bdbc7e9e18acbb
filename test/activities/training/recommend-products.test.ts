import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTask as evaluate } from '../../../activities/training/evaluate-recommender.ts';
import { runTask as train } from '../../../activities/training/fit-recommender.ts';
import { runTask as recommend } from '../../../activities/training/recommend-products.ts';
import { RecommenderRecord } from '../../../models/recommender/recommender-record.ts';
import { RecommenderReport } from '../../../models/recommender/recommender-report.ts';
import { readArrowFile, writeArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { columnOf } from '../../../platform/matrices/matrix-columns.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantRecommenderFiles } from './plant-recommender-files.ts';

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const CUSTOMERS = 120;
const silent = { onProgress: async () => {} };
const record = join(directory, 'record.json');
let planted: Awaited<ReturnType<typeof plantRecommenderFiles>>;
beforeAll(async () => {
  planted = await plantRecommenderFiles(directory, CUSTOMERS);
  await writeArrowFile(join(directory, 'next.arrow'), { next: new Int32Array(CUSTOMERS).fill(-1) });
  await train({ ...planted.files, record, seed: 1 }, silent);
});

it('hands on a recipe, how it was chosen, and trees of the time before the test', () => {
  const { recipe, figures, testCut, trees } = RecommenderRecord.parse(
    JSON.parse(readFileSync(record, 'utf8')),
  );
  expect(testCut).toBe(-92);
  expect(recipe.standIn).toBe('ease');
  expect(figures.ease_500).toBeGreaterThan(figures.popularity_all!);
  expect(trees).toContain('tree');
});

it('is measured by what planted shoppers bought after the test cut', async () => {
  const report = join(directory, 'report.json');
  const { evidence, metrics } = await evaluate(
    { ...planted.files, record, report, seed: 1, resamples: 200 },
    silent,
  );
  const shown = RecommenderReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  expect(shown.overall.model?.ndcg?.value).toBeCloseTo(metrics.ndcg_at_10!, 10);
  expect(Object.keys(shown.overall)).toEqual(['model', 'ease', 'popularity', 'repeat', 'random']);
  const auc = (scorer: string) => shown.overall[scorer]!.auc!.value;
  // Half of all products are of the other taste; the kinds bought before say which half.
  expect(auc('model')).toBeGreaterThan(0.7);
  expect(auc('repeat')).toBeGreaterThan(0.7);
  expect(Math.abs(auc('random') - 0.5)).toBeLessThan(0.06);
  expect(metrics.test_cut).toBe(-92);
  expect(evidence.rows).toBe(metrics.test_customers);
  // Everybody buys of one of two tastes, which popularity cannot know.
  expect(evidence.popularity!.lower).toBeGreaterThan(0.1);
  expect(evidence.popularity!.model).toBeCloseTo(metrics.ndcg_at_10!, 10);
});

const tasteOf = (item: number) => planted.data.log.products[item]!.split('-')[0];

describe.each(['reranker', 'ease', 'popularity'] as const)('lists by %s', (scorer) => {
  it('hold what a customer has not bought, best first, each sold at an affiliate', async () => {
    const rows = join(directory, `${scorer}.arrow`);
    const similar = join(directory, `${scorer}-similar.arrow`);
    const next = join(directory, 'next.arrow');
    await recommend({ ...planted.files, record, next, rows, similar, scorer, seed: 1 }, silent);
    const table = await readArrowFile(rows);
    const [customers, products, affiliates] = ['customer', 'product', 'affiliate'].map(
      (name) => columnOf(table, name).toArray() as Int32Array,
    ) as [Int32Array, Int32Array, Int32Array];
    const { owner, item } = planted.data.log;
    const bought = new Set(owner.map((_, event) => owner[event]! * 1_000 + item[event]!));
    expect(customers.some((customer, row) => bought.has(customer * 1_000 + products[row]!))).toBe(false);
    expect(new Set(customers).size).toBe(CUSTOMERS);
    expect(affiliates.every((affiliate) => affiliate === 0)).toBe(true);
    expect(table.numRows).toBeGreaterThanOrEqual(20 * CUSTOMERS);
    // Nobody buys of both tastes: no product of one is like one of the other.
    const likenesses = await readArrowFile(similar);
    const [product, alike] = ['product', 'similar'].map((name) =>
      Array.from(columnOf(likenesses, name).toArray() as Int32Array, tasteOf),
    );
    expect(product!.length).toBeGreaterThan(0);
    expect(alike).toEqual(product);
  });
});
