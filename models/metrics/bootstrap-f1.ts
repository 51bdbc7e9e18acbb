import { assertOnePerLabel } from './assert-one-per-label.ts';
import { type Estimate, toEstimate } from './bootstrap-estimate.ts';
import { computeF1, computeRandomF1 } from './f1.ts';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
  type PairedStatistic,
} from './paired-bootstrap.ts';

/** F1 of 0/1 flags against that of flagging as many rows at random; null when nothing is flagged or positive. */
export function bootstrapF1(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: PairedOptions,
): PairedDifference | null {
  const { statistic, groups } = createStatistic(flags, labels, options);
  return bootstrapPaired(statistic, { rows: labels.length, groups }, options);
}

/** F1 of 0/1 flags by itself; null when nothing is flagged or positive. */
export function estimateF1(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: PairedOptions,
): Estimate | null {
  const { statistic, groups } = createStatistic(flags, labels, options);
  const alone: PairedStatistic = (weights) => {
    const found = statistic(weights);
    return found && { model: found.model, reference: 0 };
  };
  return toEstimate(bootstrapPaired(alone, { rows: labels.length, groups }, options));
}

/** Rows are summed by customer first, so a resample costs four additions for each customer. */
function createStatistic(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  { groups }: PairedOptions,
): { statistic: PairedStatistic; groups: number } {
  assertOnePerLabel(flags, labels.length, 'flags');
  assertOnePerLabel(groups, labels.length, 'groups');
  const { index, count } = indexGroups(groups);
  const sums = Array.from({ length: count }, () => ({ rows: 0, positives: 0, flagged: 0, hits: 0 }));
  for (let row = 0; row < labels.length; row++) {
    const sum = sums[index[row]!]!;
    sum.rows++;
    sum.positives += labels[row]!;
    sum.flagged += flags[row]!;
    sum.hits += flags[row]! * labels[row]!;
  }
  const statistic: PairedStatistic = (weights) => {
    let rows = 0;
    let positives = 0;
    let flagged = 0;
    let truePositives = 0;
    for (let group = 0; group < count; group++) {
      const weight = weights[group]!;
      const sum = sums[group]!;
      rows += weight * sum.rows;
      positives += weight * sum.positives;
      flagged += weight * sum.flagged;
      truePositives += weight * sum.hits;
    }
    const falsePositives = flagged - truePositives;
    const model = computeF1({ truePositives, falsePositives, falseNegatives: positives - truePositives });
    const reference = computeRandomF1({ rows, positives, flagged });
    return model === null || reference === null ? null : { model, reference };
  };
  return { statistic, groups: count };
}
