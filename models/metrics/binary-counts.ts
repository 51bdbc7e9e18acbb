import { assertOnePerLabel } from './assert-one-per-label.ts';

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
  let truePositives = 0;
  let flagged = 0;
  let positives = 0;
  for (let row = 0; row < labels.length; row++) {
    flagged += flags[row]!;
    positives += labels[row]!;
    if (flags[row] && labels[row]) truePositives++;
  }
  return {
    truePositives,
    falsePositives: flagged - truePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: labels.length - flagged - positives + truePositives,
  };
}
