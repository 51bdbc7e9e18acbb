import { assertOnePerLabel } from './assert-one-per-label.ts';

/** Rows that share one score, best scores first: how many rows they are, and how many of them positive. */
export interface ScoreStep {
  readonly score: number;
  readonly rows: number;
  readonly positives: number;
}

/** Sorts rows by falling score and joins those that tie, so that no figure depends on the order of equal rows. */
export function rankRows(scores: ArrayLike<number>, labels: ArrayLike<number>): ScoreStep[] {
  assertOnePerLabel(scores, labels.length, 'scores');
  const order = Array.from(scores, (score, row) => {
    if (Number.isNaN(score)) throw new Error(`invalid score in row ${row}: ${score} (expected a number)`);
    return row;
  }).sort((a, b) => scores[b]! - scores[a]!);
  const steps: { score: number; rows: number; positives: number }[] = [];
  for (const row of order) {
    const last = steps.at(-1);
    const step = last?.score === scores[row] ? last! : { score: scores[row]!, rows: 0, positives: 0 };
    if (step !== last) steps.push(step);
    step.rows++;
    step.positives += labels[row]!;
  }
  return steps;
}
