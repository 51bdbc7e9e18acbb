import { assertMatrix, type Matrix } from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Clustering, type LloydOptions, runLloyd } from './run-lloyd.ts';
import { seedCentroids } from './seed-centroids.ts';

/** How many clusters, and how hard to look for them. */
export interface KMeansOptions extends LloydOptions {
  readonly k: number;
  readonly random: Random;
  /** Starts from different seeds, the one of least inertia wins. */
  readonly restarts?: number;
}

/**
 * K-means on scaled points. There are fewer than k clusters where the rows differ in fewer places.
 * @throws Error when there are fewer rows than clusters
 */
export function fitKMeans(points: Matrix, options: KMeansOptions): Clustering {
  const { k, random, restarts = 10 } = options;
  if (!Number.isInteger(k) || k < 1 || k > points.rows) {
    throw new Error(`invalid k: ${k} (expected 1 to ${points.rows}, the number of rows)`);
  }
  if (!Number.isInteger(restarts) || restarts < 1) {
    throw new Error(`invalid restarts: ${restarts} (expected a positive integer)`);
  }
  assertMatrix(points, 'points');
  let best: Clustering | undefined;
  for (let start = 0; start < restarts; start++) {
    const found = runLloyd(points, seedCentroids(points, k, random), options);
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return best!;
}
