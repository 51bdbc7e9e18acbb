import { computeF1 } from './f1.ts';
import { rankRows } from './rank-rows.ts';

/** Above every probability: nobody is flagged. */
export const FLAG_NOBODY = 1 + Number.EPSILON;

/** What a threshold can be best for. */
export type ThresholdAim = 'accuracy' | 'f1';

/**
 * The threshold (flag at or above it) that is best on these rows, half-way between two probabilities that occur. Choose
 * it on validation rows, never on those it is judged on. Of equally good ones the highest: it flags the fewest.
 */
export function chooseThreshold(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  aim: ThresholdAim,
): number {
  const steps = rankRows(probabilities, labels);
  const positives = steps.reduce((sum, step) => sum + step.positives, 0);
  const scoreOf = (truePositives: number, flagged: number) => {
    const falsePositives = flagged - truePositives;
    const falseNegatives = positives - truePositives;
    if (aim === 'accuracy') return -(falsePositives + falseNegatives);
    return computeF1({ truePositives, falsePositives, falseNegatives }) ?? 0;
  };
  let best = { threshold: FLAG_NOBODY, score: scoreOf(0, 0) };
  let flagged = 0;
  let hits = 0;
  steps.forEach(({ score: probability, ...step }, index) => {
    flagged += step.rows;
    hits += step.positives;
    const score = scoreOf(hits, flagged);
    const below = steps[index + 1]?.score ?? 0;
    if (score > best.score) best = { threshold: (probability + below) / 2, score };
  });
  return best.threshold;
}
