import type { Mask } from '../matrix.ts';

/**
 * 1 for each row with a member of its label set among its k best-scored classes, else 0 (an empty set is never hit).
 * `scores` is row-major, rows × classes; equal scores rank by class order, and a score of 0 is never a prediction.
 */
export function markHits(scores: ArrayLike<number>, sets: Mask, k: number): Uint8Array {
  const width = sets.columns.length;
  if (!Number.isInteger(k) || k < 1) throw new Error(`invalid k: ${k} (expected a positive integer)`);
  if (scores.length !== sets.rows * width) {
    throw new Error(
      `invalid scores: ${scores.length} values (expected ${sets.rows} rows × ${width} classes)`,
    );
  }
  const hits = new Uint8Array(sets.rows);
  for (let row = 0; row < sets.rows; row++) {
    const start = row * width;
    for (let label = 0; label < width && !hits[row]; label++) {
      const score = scores[start + label]!;
      if (!sets.values[start + label] || score <= 0) continue;
      let ahead = 0;
      for (let other = 0; other < width; other++) {
        const rival = scores[start + other]!;
        if (rival > score || (rival === score && other < label)) ahead++;
      }
      if (ahead < k) hits[row] = 1;
    }
  }
  return hits;
}

/** Share of the labelled rows that are hit within k; null when no row has a label. */
export function computeHitAtK(scores: ArrayLike<number>, sets: Mask, k: number): number | null {
  const hits = markHits(scores, sets, k);
  const width = sets.columns.length;
  let labelled = 0;
  let hit = 0;
  for (let row = 0; row < sets.rows; row++) {
    if (!sets.values.subarray(row * width, (row + 1) * width).includes(1)) continue;
    labelled++;
    hit += hits[row]!;
  }
  return labelled > 0 ? hit / labelled : null;
}
