import { expect, it } from 'vitest';
import { assignPoints } from '../../../models/segments/assign-points.ts';
import { fromRows } from '../../../models/segments/centroids.ts';

it('takes the nearest centre, the first of equals', () => {
  const points = { rows: 4, columns: ['x'], values: Float32Array.of(-5, 0.4, 0.5, 7) };
  expect(Array.from(assignPoints(points, fromRows([[0], [1]])))).toEqual([0, 0, 0, 1]);
});
