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
  const order = Int32Array.from(Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!));
  return (weights) => {
    let won = 0;
    let below = 0;
    let positives = 0;
    for (let start = 0; start < order.length; ) {
      const score = scores[order[start]!];
      let tiedPositives = 0;
      let tiedNegatives = 0;
      let end = start;
      for (; end < order.length && scores[order[end]!] === score; end++) {
        const row = order[end]!;
        if (labels[row]) tiedPositives += weights[row]!;
        else tiedNegatives += weights[row]!;
      }
      if (end === start) throw new Error(`invalid score: ${score} (expected a number)`);
      won += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
      start = end;
    }
    return positives > 0 && below > 0 ? won / (positives * below) : null;
  };
}
