import type { Matrix } from '../matrix.ts';
import { assertSameWidth, type Centroids, squareDistance } from './centroids.ts';

/** The nearest centre of each row, the first of equals. */
export function assignPoints(points: Matrix, centroids: Centroids): Int32Array {
  assertSameWidth(points, centroids);
  const labels = new Int32Array(points.rows);
  for (let row = 0; row < points.rows; row++) {
    let least = Number.POSITIVE_INFINITY;
    for (let centre = 0; centre < centroids.k; centre++) {
      const distance = squareDistance(points.values, row, centroids, centre);
      if (distance >= least) continue;
      least = distance;
      labels[row] = centre;
    }
  }
  return labels;
}
