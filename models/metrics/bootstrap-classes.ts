import type { Mask } from '../matrix.ts';
import { assertOnePerLabel } from './assert-one-per-label.ts';
import { bootstrapEstimate, type Estimate } from './bootstrap-estimate.ts';
import { addOutcome, type ClassCounts, createClassCounts } from './class-counts.ts';
import { listLabels } from './label-sets.ts';
import type { PairedOptions } from './paired-bootstrap.ts';

/** A figure of counts per class, such as macro-F1, with its interval; null when it cannot be computed. */
export function bootstrapClasses(
  predicted: ArrayLike<number>,
  sets: Mask,
  compute: (counts: ClassCounts) => number | null,
  options: PairedOptions,
): Estimate | null {
  assertOnePerLabel(predicted, sets.rows, 'predicted');
  const labels = Array.from({ length: sets.rows }, (_, row) => listLabels(sets, row));
  return bootstrapEstimate((weights) => {
    const counts = createClassCounts(sets.columns.length);
    for (const [row, own] of labels.entries()) {
      if (own.length > 0 && weights[row]! > 0) addOutcome(counts, predicted[row]!, own, weights[row]!);
    }
    return compute(counts);
  }, options);
}
