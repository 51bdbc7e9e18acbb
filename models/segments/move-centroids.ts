import type { Matrix } from '../matrix.ts';
import type { Centroids } from './centroids.ts';

/** Moves every centre to the mean of its rows; returns the sum of squared moves. */
export function moveCentroids(
  { rows, values }: Matrix,
  labels: Int32Array,
  centroids: Centroids,
  moves: Float64Array,
): number {
  const { k, width } = centroids;
  const sums = new Float64Array(k * width);
  const sizes = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    sizes[label]!++;
    for (let column = 0; column < width; column++) {
      sums[label * width + column]! += values[row * width + column]!;
    }
  }
  let total = 0;
  for (let centre = 0; centre < k; centre++) {
    let move = 0;
    for (let column = 0; column < width && sizes[centre]! > 0; column++) {
      const cell = centre * width + column;
      const mean = sums[cell]! / sizes[centre]!;
      move += (mean - centroids.values[cell]!) ** 2;
      centroids.values[cell] = mean;
    }
    moves[centre] = Math.sqrt(move);
    total += move;
  }
  return total;
}
