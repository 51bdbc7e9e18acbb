import { assertOnePerLabel } from './assert-one-per-label.ts';
import type { WeightedStatistic } from './bootstrap-estimate.ts';

/** How many rows were flagged and how many should have been. */
export interface BinaryCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** 1 for each row with at least that probability, else 0. */
export function flagRows(probabilities: ArrayLike<number>, threshold: number): Uint8Array {
  return Uint8Array.from(probabilities, (probability) => (probability >= threshold ? 1 : 0));
}

/** Counts 0/1 flags against 0/1 labels. */
export function countBinary(flags: ArrayLike<number>, labels: ArrayLike<number>): BinaryCounts {
  assertOnePerLabel(flags, labels.length, 'flags');
  return countWeighted(flags, labels, undefined);
}

/** A figure of the counts of any weighting of the rows. */
export function createWeightedCounts(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  figureOf: (counts: BinaryCounts) => number | null,
): WeightedStatistic {
  assertOnePerLabel(flags, labels.length, 'flags');
  return (weights) => figureOf(countWeighted(flags, labels, weights));
}

function countWeighted(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): BinaryCounts {
  let rows = 0;
  let truePositives = 0;
  let flagged = 0;
  let positives = 0;
  for (let row = 0; row < labels.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    rows += weight;
    if (flags[row]) flagged += weight;
    if (labels[row]) positives += weight;
    if (flags[row] && labels[row]) truePositives += weight;
  }
  return {
    truePositives,
    falsePositives: flagged - truePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: rows - flagged - positives + truePositives,
  };
}
