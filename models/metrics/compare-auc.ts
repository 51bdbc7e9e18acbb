import { assertOnePerLabel } from './assert-one-per-label.ts';
import { createWeightedAuc } from './bootstrap-auc.ts';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
} from './paired-bootstrap.ts';

/** ROC AUC of a model against another's on the same rows, by customer; null when either class is missing. */
export function compareAuc(
  model: ArrayLike<number>,
  reference: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: PairedOptions,
): PairedDifference | null {
  assertOnePerLabel(options.groups, labels.length, 'groups');
  const rows = labels.length;
  const aucs = [model, reference].map((scores) => {
    assertOnePerLabel(scores, rows, 'scores');
    return createWeightedAuc(scores, labels);
  });
  const { index, count } = indexGroups(options.groups);
  const ofRow = new Uint16Array(rows);
  return bootstrapPaired(
    (weights) => {
      for (let row = 0; row < rows; row++) ofRow[row] = weights[index[row]!]!;
      const [first, second] = aucs.map((auc) => auc(ofRow));
      return first == null || second == null ? null : { model: first, reference: second };
    },
    { rows, groups: count },
    options,
  );
}
