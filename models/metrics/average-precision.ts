import { rankRows } from './rank-rows.ts';

/**
 * Area under the precision-recall curve as average precision: precision at each distinct score, weighted by the recall
 * it adds, without interpolation. The rate of positives is what chance earns; null without positives.
 */
export function computeAveragePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  let flagged = 0;
  let hits = 0;
  let area = 0;
  for (const { rows, positives } of rankRows(scores, labels)) {
    flagged += rows;
    hits += positives;
    area += positives * (hits / flagged);
  }
  return hits > 0 ? area / hits : null;
}
