import type { Matrix } from '../matrix.ts';
import { assertSameWidth, type Centroids, squareDistance } from './centroids.ts';
import { dropEmpty, fillEmpty } from './empty-clusters.ts';
import { loosenBounds, measureHalfGaps } from './hamerly-bounds.ts';
import { moveCentroids } from './move-centroids.ts';

/** A partition of points around centres. */
export interface Clustering {
  readonly centroids: Centroids;
  /** Nearest centre of each row. */
  readonly labels: Int32Array;
  /** Sum of squared distances to the nearest centre. */
  readonly inertia: number;
  readonly iterations: number;
}

/** When to stop. */
export interface LloydOptions {
  readonly maxIterations?: number;
  /** Stops when the centres' squared moves sum to less than this part of the mean column variance. */
  readonly tolerance?: number;
}

/**
 * Lloyd's iteration from given centres, with the bounds of Hamerly (2010): a row is measured again only when the
 * centres moved far enough to matter, the result is that of measuring all. A centre left without rows moves to the row
 * that is farthest from its own; where no row is away from its centre, it is dropped.
 */
export function runLloyd(
  points: Matrix,
  start: Centroids,
  { maxIterations = 500, tolerance = 1e-4 }: LloydOptions = {},
): Clustering {
  assertSameWidth(points, start);
  const { rows, values } = points;
  const { k, width } = start;
  const centroids = { k, width, values: start.values.slice() };
  const labels = new Int32Array(rows);
  const upper = new Float64Array(rows);
  const lower = new Float64Array(rows);
  const halfGaps = new Float64Array(k);
  const moves = new Float64Array(k);
  const stopBelow = tolerance * meanVariance(points);
  for (let row = 0; row < rows; row++) assignRow(values, row, centroids, labels, upper, lower);
  let iterations = 0;
  while (iterations < maxIterations) {
    iterations++;
    if (fillEmpty(points, centroids, labels, upper)) {
      for (let row = 0; row < rows; row++) assignRow(values, row, centroids, labels, upper, lower);
    }
    const moved = moveCentroids(points, labels, centroids, moves);
    loosenBounds(labels, moves, upper, lower);
    measureHalfGaps(centroids, halfGaps);
    let changed = false;
    for (let row = 0; row < rows; row++) {
      const own = labels[row]!;
      const bound = Math.max(halfGaps[own]!, lower[row]!);
      if (upper[row]! <= bound) continue;
      upper[row] = Math.sqrt(squareDistance(values, row, centroids, own));
      if (upper[row]! <= bound) continue;
      assignRow(values, row, centroids, labels, upper, lower);
      if (labels[row] !== own) changed = true;
    }
    if (!changed || moved <= stopBelow) break;
  }
  let inertia = 0;
  for (let row = 0; row < rows; row++) inertia += squareDistance(values, row, centroids, labels[row]!);
  return { ...dropEmpty(centroids, labels), inertia, iterations };
}

/** Nearest centre of a row (the first of equals), its distance, and that of the second nearest. */
function assignRow(
  points: Float32Array,
  row: number,
  centroids: Centroids,
  labels: Int32Array,
  upper: Float64Array,
  lower: Float64Array,
): void {
  let nearest = 0;
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let centre = 0; centre < centroids.k; centre++) {
    const distance = squareDistance(points, row, centroids, centre);
    if (distance < first) {
      second = first;
      first = distance;
      nearest = centre;
    } else if (distance < second) second = distance;
  }
  labels[row] = nearest;
  upper[row] = Math.sqrt(first);
  lower[row] = Math.sqrt(second);
}

function meanVariance({ rows, columns, values }: Matrix): number {
  const width = columns.length;
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const value = values[row * width + column]!;
      sums[column]! += value;
      squares[column]! += value * value;
    }
  }
  let total = 0;
  for (let column = 0; column < width; column++) {
    total += squares[column]! / rows - (sums[column]! / rows) ** 2;
  }
  return Math.max(0, total / width);
}
