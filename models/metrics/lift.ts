import { rankRows } from './rank-rows.ts';

/**
 * How many times the overall rate of positives the best-scored `share` of the rows has (1 is chance). The share is
 * rounded to whole rows, at least one; rows that tie at its edge count in part. Null without positives.
 */
export function computeLift(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  share: number,
): number | null {
  if (!(share > 0 && share <= 1)) throw new Error(`invalid share: ${share} (expected above 0 and up to 1)`);
  const steps = rankRows(scores, labels);
  const positives = steps.reduce((sum, step) => sum + step.positives, 0);
  if (positives === 0) return null;
  const top = Math.max(1, Math.round(share * labels.length));
  let left = top;
  let hits = 0;
  for (const step of steps) {
    const taken = Math.min(left, step.rows);
    hits += (step.positives * taken) / step.rows;
    left -= taken;
  }
  return hits / top / (positives / labels.length);
}
