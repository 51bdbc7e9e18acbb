import { assertOnePerLabel } from './assert-one-per-label.ts';

/** Rows by falling score, equal scores in the order of the rows; fails unless there is one score for each of `rows`. */
export function orderByScore(scores: ArrayLike<number>, rows: number): Int32Array {
  assertOnePerLabel(scores, rows, 'scores');
  const order = Array.from(scores, (score, row) => {
    if (Number.isNaN(score)) throw new Error(`invalid score in row ${row}: ${score} (expected a number)`);
    return row;
  });
  return Int32Array.from(order.sort((a, b) => scores[b]! - scores[a]!));
}

/** Visits each run of places in `order` whose rows share one score: its first place, and the one after its last. */
export function walkTies(
  order: Int32Array,
  scores: ArrayLike<number>,
  visit: (from: number, to: number) => void,
): void {
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from]!];
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === score) to++;
    visit(from, to);
    from = to;
  }
}
