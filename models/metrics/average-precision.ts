import type { WeightedStatistic } from './bootstrap-estimate.ts';
import { orderByScore, walkTies } from './walk-ties.ts';

/**
 * Area under the precision-recall curve as average precision: precision at each distinct score, weighted by the recall
 * it adds, without interpolation. The rate of positives is what chance earns; null without positives.
 */
export function computeAveragePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  return createWeightedAveragePrecision(scores, labels)(new Uint16Array(labels.length).fill(1));
}

/** The same of any weighting of the rows: sorted once, one pass for each weighting. */
export function createWeightedAveragePrecision(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): WeightedStatistic {
  const order = orderByScore(scores, labels.length);
  return (weights) => {
    let flagged = 0;
    let hits = 0;
    let area = 0;
    walkTies(order, scores, (from, to) => {
      let positives = 0;
      for (let place = from; place < to; place++) {
        const row = order[place]!;
        flagged += weights[row]!;
        if (labels[row]) positives += weights[row]!;
      }
      hits += positives;
      if (positives > 0) area += positives * (hits / flagged);
    });
    return hits > 0 ? area / hits : null;
  };
}
