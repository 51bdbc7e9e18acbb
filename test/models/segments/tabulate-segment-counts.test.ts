import { expect, it } from 'vitest';
import { SEGMENT_COUNTS, tabulateSegmentCounts } from '../../../models/segments/tabulate-segment-counts.ts';
import { plantPoints, SQUARE } from './planted-points.ts';

it('points at the planted number of clusters', () => {
  const { points } = plantPoints(SQUARE, 400, { deviation: 0.08 });
  const table = tabulateSegmentCounts(points, { seed: 1, counts: [2, 3, 4, 5, 6], resamples: 4, seeds: 2 });
  const silhouettes = table.map(({ silhouette }) => silhouette!);
  expect(table[silhouettes.indexOf(Math.max(...silhouettes))]!.k).toBe(4);
  expect(table.filter(({ k, bootstrapAri }) => k >= 4 && bootstrapAri === 1).map(({ k }) => k)).toEqual([4]);
  const inertias = table.map(({ inertia }) => inertia);
  expect(inertias).toEqual([...inertias].sort((one, other) => other - one));
});

it('compares 6 to 16, as far as there are rows', () => {
  expect(SEGMENT_COUNTS).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  const { points } = plantPoints(SQUARE, 8);
  expect(tabulateSegmentCounts(points, { seed: 1, resamples: 1, seeds: 1 }).map(({ k }) => k)).toEqual([
    6, 7, 8,
  ]);
});
