import type { WeightedStatistic } from './bootstrap-estimate.ts';
import { orderByScore, walkTies } from './walk-ties.ts';

/**
 * How many times the overall rate of positives the best-scored `share` of the rows has (1 is chance). The share is
 * rounded to whole rows, at least one; rows that tie at its edge count in part. Null without positives.
 */
export function computeLift(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  share: number,
): number | null {
  return createWeightedLift(scores, labels, share)(new Uint16Array(labels.length).fill(1));
}

/** The same of any weighting of the rows: sorted once, one pass for each weighting. */
export function createWeightedLift(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  share: number,
): WeightedStatistic {
  if (!(share > 0 && share <= 1)) throw new Error(`invalid share: ${share} (expected above 0 and up to 1)`);
  const order = orderByScore(scores, labels.length);
  return (weights) => {
    let rows = 0;
    let positives = 0;
    for (let row = 0; row < labels.length; row++) {
      rows += weights[row]!;
      if (labels[row]) positives += weights[row]!;
    }
    if (positives === 0) return null;
    const top = Math.max(1, Math.round(share * rows));
    let left = top;
    let hits = 0;
    walkTies(order, scores, (from, to) => {
      let tied = 0;
      let tiedPositives = 0;
      for (let place = from; place < to && left > 0; place++) {
        const row = order[place]!;
        tied += weights[row]!;
        if (labels[row]) tiedPositives += weights[row]!;
      }
      if (tied === 0) return;
      const taken = Math.min(left, tied);
      hits += (tiedPositives * taken) / tied;
      left -= taken;
    });
    return hits / top / (positives / rows);
  };
}
