import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EvaluateRecommenderInput,
  runTask as evaluate,
} from '../../../activities/training/evaluate-recommender.ts';
import { type FitRecommenderResult, runTask as train } from '../../../activities/training/fit-recommender.ts';
import { runTask as recommend } from '../../../activities/training/recommend-products.ts';
import { runTask as refit } from '../../../activities/training/refit-recommender.ts';
import type { HybridModel } from '../../../models/recommender/hybrid-model.ts';
import { RecommenderRecord } from '../../../models/recommender/recommender-record.ts';
import { RecommenderReport } from '../../../models/recommender/recommender-report.ts';
import { readArrowFile, writeArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { readHybridFile, writeHybridFile } from '../../../platform/matrices/hybrid-file.ts';
import { columnOf } from '../../../platform/matrices/matrix-columns.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantRecommenderFiles } from './plant-recommender-files.ts';

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const CUSTOMERS = 120;
const silent = { onProgress: async () => {} };
const record = join(directory, 'record.json');
const refitted = join(directory, 'refitted.json');
let planted: Awaited<ReturnType<typeof plantRecommenderFiles>>;
let learnt: FitRecommenderResult;
const learn = (change: { record: string; champion?: string; rival?: string }) =>
  train(
    { ...planted.files, champion: null, rival: join(directory, 'rival.json'), seed: 1, ...change },
    silent,
  );
const judge = (change: Partial<EvaluateRecommenderInput> = {}) =>
  evaluate(
    {
      ...{ ...planted.files, record, champion: null, rival: null, seed: 1, resamples: 200 },
      report: join(directory, 'report.json'),
      hybrid: join(directory, 'tested-hybrid.json'),
      ...change,
    },
    silent,
  );
const trainOnAll = (change: { refitted: string; hybrid?: string }) =>
  refit({ ...planted.files, record, hybrid: null, seed: 1, ...change }, silent);
const readRecord = (path: string) => RecommenderRecord.parse(JSON.parse(readFileSync(path, 'utf8')));
/** A record in a file of its own. */
function write(name: string, change: Partial<RecommenderRecord>): string {
  const path = join(directory, name);
  writeFileSync(path, JSON.stringify({ ...readRecord(record), ...change }));
  return path;
}
beforeAll(async () => {
  planted = await plantRecommenderFiles(directory, CUSTOMERS);
  await writeArrowFile(join(directory, 'next.arrow'), { next: new Int32Array(CUSTOMERS).fill(-1) });
  learnt = await learn({ record });
  await trainOnAll({ refitted });
});

it('hands on a recipe, how it was chosen, and trees of the time before the test', () => {
  const { recipe, figures, testCut, trees } = readRecord(record);
  expect(testCut).toBe(-92);
  expect(recipe.standIn).toBe('ease');
  expect(figures.ease_500).toBeGreaterThan(figures.popularity_all!);
  expect(trees).toContain('tree');
});

it('is measured by what planted shoppers bought after the test cut', async () => {
  const report = join(directory, 'report.json');
  const { evidence, champion, metrics } = await judge({ report });
  expect(champion).toBeNull();
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

describe('without a champion', () => {
  it('the recipe is tried at the days it learns from, each until the next, where it beats what is popular', () => {
    const { earlier, refused } = learnt.past;
    expect(refused).toBeNull();
    expect(earlier.map(({ cut }) => cut)).toEqual([-184, -153]);
    for (const { rows, model, reference } of earlier) {
      expect(rows).toBeGreaterThan(50);
      expect(model!).toBeLessThan(reference! - 0.1);
    }
  });
});

describe('with a champion', () => {
  const champion = (name: string, change: Partial<RecommenderRecord>, trainedUntil: number) => ({
    model: write(name, change),
    trainedUntil,
  });

  it('of the same recipe nothing is fitted beside the candidate, and it is no better', async () => {
    const found = champion('same.json', {}, -7);
    const again = await learn({ record: join(directory, 'again.json'), champion: found.model });
    expect(again.hasRival).toBe(false);
    expect(again.past.earlier).toEqual([]);
    const { champion: compared } = await judge({ champion: found });
    expect(compared).toMatchObject({ basis: 'refit', logLoss: { difference: 0 }, score: { difference: 0 } });
  });

  it('of another blend its recipe learns from what the candidate does, which stays as it was', async () => {
    const recipe = { ...readRecord(record).recipe, blend: { ease: 0, recent: 0, hybrid: 0 } };
    const found = champion('other.json', { recipe }, -7);
    const rival = join(directory, 'fitted-rival.json');
    const again = await learn({ record: join(directory, 'again.json'), champion: found.model, rival });
    expect(again.hasRival).toBe(true);
    expect(readRecord(join(directory, 'again.json'))).toEqual(readRecord(record));
    expect(readRecord(rival).recipe).toEqual(recipe);
    const { champion: compared } = await judge({ champion: found, rival });
    expect(compared?.basis).toBe('refit');
    // The loss is what NDCG lacks to 1.
    expect(compared!.score!.difference).toBeCloseTo(-compared!.logLoss!.difference, 10);
    expect(compared!.score!.difference).not.toBe(0);
  });

  it('that learnt until the day of the test ranks itself', async () => {
    const { trees } = readRecord(refitted);
    const { champion: compared } = await judge({ champion: champion('old.json', { trees }, -92) });
    expect(compared?.basis).toBe('rows-after');
    expect(compared!.score!.difference).not.toBe(0);
  });

  it.each([
    ['reads what candidates do not have', { columns: ['moon_phase'] }, /moon_phase/],
    ['has no trees', { trees: null }, /no trees/],
  ])('that %s is refused, and the recipe is tried as if there were none', async (name, change, reason) => {
    const found = champion(`${name}.json`, change, -92);
    const { past } = await learn({ record: join(directory, 'again.json'), champion: found.model });
    expect(past.refused).toMatch(reason);
    expect(past.earlier).toHaveLength(2);
    expect((await judge({ champion: found })).champion).toBeNull();
  });
});

it('is trained on all purchases before it is released', () => {
  const [judged, served] = [readRecord(record), readRecord(refitted)];
  expect(served).toEqual({ ...judged, trees: served.trees });
  expect(served.trees).not.toBe(judged.trees);
});

it('fits no hybrid model again that the test has left: the trees are the same', async () => {
  const hybrid = join(directory, 'left.json');
  await judge({ hybrid });
  const shared = join(directory, 'shared.json');
  await trainOnAll({ refitted: shared, hybrid });
  expect(readRecord(shared)).toEqual(readRecord(refitted));

  // What is left is what is used: another model makes other trees.
  const [[cut, model], ...others] = [...(await readHybridFile(hybrid))] as [[number, HybridModel]];
  expect([cut, others]).toEqual([-92, []]);
  const productBias = model.productBias.map((value, place) => value + (place % 7));
  await writeHybridFile(hybrid, new Map([[cut, { ...model, productBias }]]));
  await trainOnAll({ refitted: shared, hybrid });
  expect(readRecord(shared).trees).not.toBe(readRecord(refitted).trees);
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
