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
  const sums = {
    rows: new Float64Array(count),
    positives: new Float64Array(count),
    flagged: new Float64Array(count),
    hits: new Float64Array(count),
  };
  for (let row = 0; row < labels.length; row++) {
    const group = index[row]!;
    sums.rows[group]!++;
    sums.positives[group]! += labels[row]!;
    sums.flagged[group]! += flags[row]!;
    sums.hits[group]! += flags[row]! * labels[row]!;
  }
  const statistic: PairedStatistic = (weights) => {
    let rows = 0;
    let positives = 0;
    let flagged = 0;
    let truePositives = 0;
    for (let group = 0; group < count; group++) {
      const weight = weights[group]!;
      rows += weight * sums.rows[group]!;
      positives += weight * sums.positives[group]!;
      flagged += weight * sums.flagged[group]!;
      truePositives += weight * sums.hits[group]!;
    }
    const falsePositives = flagged - truePositives;
    const model = computeF1({ truePositives, falsePositives, falseNegatives: positives - truePositives });
    const reference = computeRandomF1({ rows, positives, flagged });
    return model === null || reference === null ? null : { model, reference };
  };
  return { statistic, groups: count };
}
