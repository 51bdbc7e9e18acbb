import { expect, it } from 'vitest';
import { assertSameWidth, fromRows, squareDistance, toRows } from '../../../models/segments/centroids.ts';

const centroids = fromRows([
  [0, 0],
  [3, 4],
]);

it('goes to nested arrays and back', () => {
  expect(centroids).toEqual({ k: 2, width: 2, values: Float64Array.of(0, 0, 3, 4) });
  expect(fromRows(toRows(centroids))).toEqual(centroids);
});

it('measures the squared distance of a row', () => {
  const points = Float32Array.of(9, 9, 3, 0);
  expect(squareDistance(points, 1, centroids, 0)).toBe(9);
  expect(squareDistance(points, 1, centroids, 1)).toBe(16);
});

it('refuses points of other columns', () => {
  const points = { rows: 1, columns: ['x'], values: Float32Array.of(1) };
  expect(() => assertSameWidth(points, centroids)).toThrow('2 of 2 columns (expected at least one, of 1)');
});
