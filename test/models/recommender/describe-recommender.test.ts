import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { addSegments, describeRecommender } from '../../../models/recommender/describe-recommender.ts';
import { RecommenderReport } from '../../../models/recommender/recommender-report.ts';
import { toLists, toNewItems } from '../metrics/ranking/lists.ts';

const chance = { seed: 1, resamples: 200 };

// Product 5 is new to everybody; c had bought nothing before.
const test = {
  customers: ['a', 'b', 'c', 'd'],
  newItems: toNewItems([[1], [2, 5], [3], [5]]),
  lists: {
    model: toLists([
      [1, 0],
      [2, 5],
      [0, 3],
      [0, 1],
    ]),
    ease: toLists([
      [0, 1],
      [2, 3],
      [3, 0],
      [0, 1],
    ]),
  },
  catalogue: 6,
  popularityShare: Float64Array.of(0.5, 0.25, 0.25, 0.125, 0, 0),
  coldCustomers: Uint8Array.of(0, 0, 1, 0),
  coldProducts: Uint8Array.of(0, 0, 0, 0, 0, 1),
};
const second = 1 / Math.log2(3);

it('measures every scorer overall, with limits', () => {
  const report = describeRecommender(test, chance);
  expect(report).toMatchObject({ customers: 4, newProducts: 5, catalogue: 6 });
  const { model, ease } = report.overall;
  expect(model!.ndcg!.value).toBeCloseTo((1 + 1 + second + 0) / 4, 9);
  expect(ease!.ndcg!.value).toBeCloseTo((second + 1 / (1 + second) + 1 + 0) / 4, 9);
  expect(model!.recall!.value).toBe(0.75);
  expect(model!.precision!.value).toBe((1 + 2 + 1 + 0) / 4 / 5);
  expect(model).toMatchObject({ coverage: 5 / 6, auc: null });
  expect(model!.ndcg!.low).toBeLessThan(model!.ndcg!.value);
  expect(model!.ndcg!.high).toBeGreaterThan(model!.ndcg!.value);
  expect(RecommenderReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

it('parts segments, cold customers, and what was found of cold products', () => {
  const segments = new Map([
    ['a', '2'],
    ['b', '1'],
    ['c', '2'],
  ]);
  const { groups } = addSegments(describeRecommender(test, chance), segments, chance);
  const shown = groups.map(({ kind, name, customers, ndcg }) => [kind, name, customers, ndcg.model?.value]);
  expect(shown).toEqual([
    ['segment', '1', 1, 1],
    ['segment', '2', 2, (1 + second) / 2],
    ['cold-customers', 'cold customers', 1, second],
    // b wanted 5 and has it second, d wanted it and has it not; what else b wanted does not count here.
    ['cold-products', 'cold products', 2, second / 2],
  ]);
});

it('averages AUCs over the customers that have one', () => {
  const aucs = { model: Float64Array.of(1, Number.NaN, 0.5, 0.75) };
  const { overall } = describeRecommender({ ...test, aucs }, chance);
  expect(overall.model!.auc!.value).toBe(0.75);
  expect(overall.ease!.auc).toBeNull();
});

it('has no figure without customers, or where nobody is in a group', () => {
  const none = toLists([], 10);
  const empty = { ...test, customers: [], newItems: toNewItems([]), lists: { model: none } };
  const { overall, groups } = describeRecommender(empty, chance);
  expect(new Set(Object.values(overall.model!))).toEqual(new Set([null]));
  expect(groups.map(({ customers, ndcg }) => [customers, ndcg.model])).toEqual([
    [0, null],
    [0, null],
  ]);
});

it('refuses lists of other customers', () => {
  const lists = { ...test.lists, random: toLists([[1]]) };
  expect(() => describeRecommender({ ...test, lists }, chance)).toThrow('invalid customers of random');
});

it('has limits that hold the mean of a larger sample', () => {
  const random = createRandom(3);
  const plant = (rows: number) => {
    const wanted = Array.from({ length: rows }, () => [random.integer(8)]);
    const list = toLists(wanted.map(() => [random.integer(8), 8 + random.integer(8)]));
    const mark = (length: number) => new Uint8Array(length);
    const customers = wanted.map((_, row) => `M${row}`);
    const cold = { coldCustomers: mark(rows), coldProducts: mark(16) };
    const products = { catalogue: 16, popularityShare: new Float64Array(16).fill(0.5) };
    const test = { customers, newItems: toNewItems(wanted), lists: { model: list }, ...cold, ...products };
    return describeRecommender(test, chance).overall.model!.ndcg!;
  };
  const { low, high } = plant(400);
  const { value } = plant(4_000);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
});
