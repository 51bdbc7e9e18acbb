import type { Mask } from '../matrix.ts';
import { listLabelledRows, listLabels } from '../metrics/label-sets.ts';

/** One row as an example of one of its labels. */
export interface LabelPair {
  readonly row: number;
  readonly label: number;
  /** 1/m in a set of m, so that every row counts the same. */
  readonly weight: number;
}

/** The labelled rows, one pair for each member of a row's set. */
export function listLabelPairs(sets: Mask): LabelPair[] {
  return Array.from(listLabelledRows(sets)).flatMap((row) => {
    const labels = listLabels(sets, row);
    return labels.map((label) => ({ row, label, weight: 1 / labels.length }));
  });
}
