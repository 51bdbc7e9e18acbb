import type { BinaryCounts } from './binary-counts.ts';

/** Mean of the recalls of both classes, .5 for any constant answer; null when a class is missing. */
export function computeBalancedAccuracy(counts: BinaryCounts): number | null {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  const positives = truePositives + falseNegatives;
  const negatives = trueNegatives + falsePositives;
  if (positives === 0 || negatives === 0) return null;
  return (truePositives / positives + trueNegatives / negatives) / 2;
}
