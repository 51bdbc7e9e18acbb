import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { toRows } from '../../../models/segments/centroids.ts';
import { seedCentroids } from '../../../models/segments/seed-centroids.ts';
import { plantPoints, SQUARE } from './planted-points.ts';

it('starts in each of four well separated clouds, whatever the seed', () => {
  const { points } = plantPoints(SQUARE, 400, { deviation: 0.02 });
  for (let seed = 1; seed <= 20; seed++) {
    const corners = toRows(seedCentroids(points, 4, createRandom(seed))).map((row) => row.map(Math.round));
    expect(new Set(corners.map(String)).size).toBe(4);
  }
});

it('gives no more centres than there are different rows', () => {
  const points = { rows: 5, columns: ['x'], values: Float32Array.of(1, 2, 2, 1, 1) };
  const centres = toRows(seedCentroids(points, 4, createRandom(1)));
  expect(centres.flat().sort()).toEqual([1, 2]);
});
