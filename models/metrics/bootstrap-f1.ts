import { assertOnePerLabel } from './assert-one-per-label.ts';
import { computeF1, computeRandomF1 } from './f1.ts';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
} from './paired-bootstrap.ts';

/**
 * F1 of 0/1 flags against that of flagging as many rows at random; null when nothing is flagged or positive. Rows are
 * summed by customer first, so a resample costs four additions for each customer.
 */
export function bootstrapF1(
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: PairedOptions,
): PairedDifference | null {
  assertOnePerLabel(flags, labels.length, 'flags');
  assertOnePerLabel(options.groups, labels.length, 'groups');
  const { index, count } = indexGroups(options.groups);
  const byGroup = { rows: new Float64Array(count), positives: new Float64Array(count) };
  const flaggedBy = { rows: new Float64Array(count), positives: new Float64Array(count) };
  for (let row = 0; row < labels.length; row++) {
    const group = index[row]!;
    byGroup.rows[group]!++;
    byGroup.positives[group]! += labels[row]!;
    flaggedBy.rows[group]! += flags[row]!;
    flaggedBy.positives[group]! += flags[row]! * labels[row]!;
  }
  return bootstrapPaired(
    (weights) => {
      let rows = 0;
      let positives = 0;
      let flagged = 0;
      let truePositives = 0;
      for (let group = 0; group < count; group++) {
        const weight = weights[group]!;
        rows += weight * byGroup.rows[group]!;
        positives += weight * byGroup.positives[group]!;
        flagged += weight * flaggedBy.rows[group]!;
        truePositives += weight * flaggedBy.positives[group]!;
      }
      const model = computeF1({
        truePositives,
        falsePositives: flagged - truePositives,
        falseNegatives: positives - truePositives,
      });
      const reference = computeRandomF1({ rows, positives, flagged });
      return model === null || reference === null ? null : { model, reference };
    },
    { rows: labels.length, groups: count },
    options,
  );
}
