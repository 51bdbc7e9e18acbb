import { expect, it } from 'vitest';
import { computeAdjustedRandIndex } from '../../../models/metrics/adjusted-rand-index.ts';
import { createRandom } from '../../../models/random.ts';
import { fitKMeans } from '../../../models/segments/fit-k-means.ts';
import { plantPoints, SQUARE } from './planted-points.ts';

const { points, truth } = plantPoints(SQUARE, 800);

it('recovers planted clusters', () => {
  const { labels } = fitKMeans(points, { k: 4, random: createRandom(1) });
  expect(computeAdjustedRandIndex(labels, truth)).toBe(1);
});

it('keeps the best of its starts', () => {
  const random = createRandom(2);
  const noise = {
    rows: 300,
    columns: ['a', 'b'],
    values: Float32Array.from({ length: 600 }, () => random.next()),
  };
  const singles = [1, 2, 3, 4, 5, 6].map(
    (seed) => fitKMeans(noise, { k: 12, random: createRandom(seed), restarts: 1 }).inertia,
  );
  const best = fitKMeans(noise, { k: 12, random: createRandom(1), restarts: 20 }).inertia;
  expect(new Set(singles).size).toBeGreaterThan(1);
  expect(best).toBeLessThanOrEqual(Math.min(singles[0]!, (singles[1]! + singles[2]!) / 2));
});

it('repeats itself for a seed and leaves the points as they were', () => {
  const before = points.values.slice();
  const run = () => fitKMeans(points, { k: 7, random: createRandom(9), restarts: 2 });
  expect(run()).toEqual(run());
  expect(points.values).toEqual(before);
});

it('takes one row, and rows that are all alike', () => {
  const one = { rows: 1, columns: ['x'], values: Float32Array.of(3) };
  expect(fitKMeans(one, { k: 1, random: createRandom(1) })).toMatchObject({
    inertia: 0,
    centroids: { k: 1 },
  });
  const alike = { rows: 4, columns: ['x'], values: Float32Array.of(3, 3, 3, 3) };
  expect(fitKMeans(alike, { k: 3, random: createRandom(1) }).centroids.k).toBe(1);
});

it.each([0, 2.5, 801])('refuses %s clusters of 800 rows', (k) => {
  expect(() => fitKMeans(points, { k, random: createRandom(1) })).toThrow(
    `invalid k: ${k} (expected 1 to 800`,
  );
});

it('refuses points that are no numbers, and no starts', () => {
  const bad = { rows: 2, columns: ['x'], values: Float32Array.of(1, Number.NaN) };
  expect(() => fitKMeans(bad, { k: 1, random: createRandom(1) })).toThrow('NaN in row 1, column x');
  expect(() => fitKMeans(points, { k: 2, random: createRandom(1), restarts: 0 })).toThrow(
    'invalid restarts: 0',
  );
});
