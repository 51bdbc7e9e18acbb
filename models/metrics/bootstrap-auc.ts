import { assertOnePerLabel } from './assert-one-per-label.ts';
import { bootstrapEstimate, type Estimate, type WeightedStatistic } from './bootstrap-estimate.ts';
import type { PairedOptions } from './paired-bootstrap.ts';

/** ROC AUC with its limits by customer; null when either class is missing. */
export function bootstrapAuc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  options: PairedOptions,
): Estimate | null {
  assertOnePerLabel(scores, labels.length, 'scores');
  assertOnePerLabel(options.groups, labels.length, 'groups');
  return bootstrapEstimate(createWeightedAuc(scores, labels), options);
}

/** AUC of any weighting of the rows, ties counting half: sorted once, one pass for each weighting. */
export function createWeightedAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): WeightedStatistic {
  const { order, isLastOfTie } = sortScores(scores);
  const isPositive = Uint8Array.from(order, (row) => (labels[row] ? 1 : 0));
  return (weights) => {
    let won = 0;
    let below = 0;
    let positives = 0;
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (let place = 0; place < order.length; place++) {
      const weight = weights[order[place]!]!;
      if (isPositive[place]) tiedPositives += weight;
      else tiedNegatives += weight;
      if (!isLastOfTie[place]) continue;
      won += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }
    return positives > 0 && below > 0 ? won / (positives * below) : null;
  };
}

/** Rows from the lowest score to the highest, and at which place a run of equal scores ends. */
function sortScores(scores: ArrayLike<number>): { order: Int32Array; isLastOfTie: Uint8Array } {
  const bad = Array.from(scores).find(Number.isNaN);
  if (bad !== undefined) throw new Error(`invalid score: ${bad} (expected a number)`);
  const order = Int32Array.from({ length: scores.length }, (_, row) => row).sort(
    (a, b) => scores[a]! - scores[b]!,
  );
  const isLastOfTie = Uint8Array.from(order, (row, place) =>
    place + 1 < order.length && scores[order[place + 1]!] === scores[row] ? 0 : 1,
  );
  return { order, isLastOfTie };
}
