import type { Random } from '../random.ts';
import { type Centroids, toRows } from './centroids.ts';
import { assertActivity, type CustomerActivity, findEmptyCustomers } from './customer-activity.ts';
import { fitKMeans } from './fit-k-means.ts';
import { fitInputScaler, type Scaling, scaleInputs } from './input-scaler.ts';
import { buildSegmentInputs } from './segment-inputs.ts';
import { nameSegment, type Segmentation } from './segmentation.ts';

/** How many segments, and how hard to look for them. */
export interface SegmentationOptions {
  readonly random: Random;
  /** 12 as in the spec; fewer where fewer customers have rows. */
  readonly k?: number;
  readonly restarts?: number;
  /** `min-max` as in the spec. */
  readonly scaling?: Scaling;
}

/**
 * The first segmentation of a dataset. Segments are numbered by size, the largest first.
 * @throws Error when no customer has a row
 */
export function fitSegmentation(
  activity: CustomerActivity,
  { random, k = 12, restarts = 10, scaling = 'min-max' }: SegmentationOptions,
): Segmentation {
  assertActivity(activity);
  const inputs = buildSegmentInputs(activity, listActiveCustomers(activity));
  if (inputs.rows === 0) throw new Error('no customer has a row (expected at least one to make segments of)');
  const scaler = fitInputScaler(inputs, scaling);
  const points = scaleInputs(scaler, inputs);
  const found = fitKMeans(points, { k: Math.min(k, points.rows), random, restarts });
  const bySize = rankBySize(found.centroids, found.labels);
  const rows = toRows(found.centroids);
  return {
    affiliates: [...activity.affiliates],
    scaling,
    scaler,
    segments: bySize.map((cluster, place) => ({ id: nameSegment(place + 1), centroid: rows[cluster]! })),
    nextNumber: bySize.length + 1,
    spread: found.inertia / points.rows,
  };
}

/** Positions of the customers who have rows. */
export function listActiveCustomers(activity: CustomerActivity): Int32Array {
  const empty = findEmptyCustomers(activity);
  return Int32Array.from(empty.keys()).filter((row) => empty[row] === 0);
}

function rankBySize({ k }: Centroids, labels: Int32Array): number[] {
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]!++;
  return Array.from(sizes.keys()).sort((one, other) => sizes[other]! - sizes[one]! || one - other);
}
