import type { BinaryCounts } from './binary-counts.ts';

/** F1 of the positive class, 2TP / (2TP + FP + FN); null when there is neither a positive nor a flag. */
export function computeF1(counts: Omit<BinaryCounts, 'trueNegatives'>): number | null {
  const { truePositives, falsePositives, falseNegatives } = counts;
  const either = 2 * truePositives + falsePositives + falseNegatives;
  return either > 0 ? (2 * truePositives) / either : null;
}

/**
 * F1 that flagging `flagged` of `rows` rows at random earns on average: precision is then the rate of positives, recall
 * the share flagged. Null when there is neither a positive nor a flag. With every row flagged it is "everyone pays".
 */
export function computeRandomF1({
  rows,
  positives,
  flagged,
}: {
  rows: number;
  positives: number;
  flagged: number;
}): number | null {
  return positives + flagged > 0 ? (2 * flagged * positives) / (rows * (flagged + positives)) : null;
}
