import type { Mask } from '../matrix.ts';

/**
 * The class with the highest score in each row, or -1 where no class scores above 0 (nothing is left to predict).
 * `scores` is row-major, rows × classes; equal scores go to the first class.
 */
export function pickTopClasses(scores: ArrayLike<number>, classes: number): Int32Array {
  const picks = new Int32Array(scores.length / classes).fill(-1);
  for (let row = 0; row < picks.length; row++) {
    let best = 0;
    for (let column = 0; column < classes; column++) {
      const score = scores[row * classes + column]!;
      if (score > best) {
        best = score;
        picks[row] = column;
      }
    }
  }
  return picks;
}

/** The class indices in one row's label set. */
export function listLabels(sets: Mask, row: number): number[] {
  const width = sets.columns.length;
  const labels: number[] = [];
  for (let column = 0; column < width; column++) {
    if (sets.values[row * width + column]) labels.push(column);
  }
  return labels;
}

/** The rows whose label set is not empty. */
export function listLabelledRows(sets: Mask): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < sets.rows; row++) if (listLabels(sets, row).length > 0) rows.push(row);
  return Int32Array.from(rows);
}
