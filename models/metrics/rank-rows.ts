import { orderByScore, walkTies } from './walk-ties.ts';

/** Rows that share one score, best scores first: how many rows they are, and how many of them positive. */
export interface ScoreStep {
  readonly score: number;
  readonly rows: number;
  readonly positives: number;
}

/** Sorts rows by falling score and joins those that tie, so that no figure depends on the order of equal rows. */
export function rankRows(scores: ArrayLike<number>, labels: ArrayLike<number>): ScoreStep[] {
  const order = orderByScore(scores, labels.length);
  const steps: ScoreStep[] = [];
  walkTies(order, scores, (from, to) => {
    let positives = 0;
    for (let place = from; place < to; place++) positives += labels[order[place]!]!;
    steps.push({ score: scores[order[from]!]!, rows: to - from, positives });
  });
  return steps;
}
