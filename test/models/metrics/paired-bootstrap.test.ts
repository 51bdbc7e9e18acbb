import { expect, it } from 'vitest';
import { bootstrapPaired, indexGroups } from '../../../models/metrics/paired-bootstrap.ts';
import { createRandom } from '../../../models/random.ts';

it('numbers groups by first appearance', () => {
  const { index, count } = indexGroups(['b', 'a', 'b', 'c']);
  expect([...index]).toEqual([0, 1, 0, 2]);
  expect(count).toBe(3);
});

it('draws as many groups as there are, with repetition', () => {
  const drawn: number[][] = [];
  bootstrapPaired(
    (weights) => {
      drawn.push([...weights]);
      return { model: 0, reference: 0 };
    },
    { rows: 3, groups: 3 },
    { groups: [], random: createRandom(1), resamples: 50 },
  );
  expect(drawn).toHaveLength(51);
  expect(drawn[0]).toEqual([1, 1, 1]);
  for (const weights of drawn) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(3);
  expect(new Set(drawn.map(String)).size).toBeGreaterThan(5);
});

it('reads the limits off the sorted differences', () => {
  // The observed statistic, then the differences 0 … 100 in an order of their own.
  const values = [50, ...Array.from({ length: 101 }, (_, turn) => (turn * 37) % 101)].values();
  const result = bootstrapPaired(
    () => ({ model: values.next().value!, reference: 0 }),
    { rows: 7, groups: 1 },
    { groups: [], random: createRandom(1), resamples: 101 },
  );
  expect(result).toEqual({
    model: 50,
    reference: 0,
    difference: 50,
    low: 2.5,
    high: 97.5,
    lower: 5,
    upper: 95,
    rows: 7,
    groups: 1,
  });
});

it('is null without groups', () => {
  const statistic = () => ({ model: 0, reference: 0 });
  expect(
    bootstrapPaired(statistic, { rows: 0, groups: 0 }, { groups: [], random: createRandom(1) }),
  ).toBeNull();
});
