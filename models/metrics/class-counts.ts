import type { Mask } from '../matrix.ts';
import { assertOnePerLabel } from './assert-one-per-label.ts';
import { listLabels } from './label-sets.ts';

/** How one prediction fared per class; entries may be fractions where a row's label is a set. */
export interface ClassCounts {
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly falseNegatives: Float64Array;
}

/** All counts zero. */
export function createClassCounts(classes: number): ClassCounts {
  return {
    truePositives: new Float64Array(classes),
    falsePositives: new Float64Array(classes),
    falseNegatives: new Float64Array(classes),
  };
}

/**
 * Adds `weight` rows that predicted class `predicted` (-1: none) and were labelled with the set `labels`. Any member is
 * right: a hit is a true positive of its class and asks nothing of the others; a miss is shared equally by the set.
 */
export function addOutcome(
  counts: ClassCounts,
  predicted: number,
  labels: readonly number[],
  weight: number,
): void {
  if (labels.includes(predicted)) {
    counts.truePositives[predicted]! += weight;
    return;
  }
  if (predicted >= 0) counts.falsePositives[predicted]! += weight;
  for (const label of labels) counts.falseNegatives[label]! += weight / labels.length;
}

/** Counts predictions (class index per row) against label sets; rows with an empty set are left out. */
export function countClasses(predicted: ArrayLike<number>, sets: Mask): ClassCounts {
  assertOnePerLabel(predicted, sets.rows, 'predicted');
  const counts = createClassCounts(sets.columns.length);
  for (let row = 0; row < sets.rows; row++) {
    const labels = listLabels(sets, row);
    if (labels.length > 0) addOutcome(counts, predicted[row]!, labels, 1);
  }
  return counts;
}
