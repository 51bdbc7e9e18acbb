import { DECISION_POINTS, type DecisionPoint } from '../models/contracts/decision-point.ts';
import { isReleased } from '../models/gates/is-released.ts';
import type { Verdict } from '../models/gates/verdict.ts';

/**
 * Which released model scores each decision point: its own, or, where there was too little data to judge one,
 * that of the point before, with the point's own features. A held model is not replaced.
 */
export function scorersOf(verdicts: readonly Verdict[]): Partial<Record<DecisionPoint, DecisionPoint>> {
  const scorers: Partial<Record<DecisionPoint, DecisionPoint>> = {};
  let before: DecisionPoint | undefined;
  for (const point of DECISION_POINTS) {
    const verdict = verdicts.find(({ decision_point }) => decision_point === point);
    if (verdict === undefined) continue;
    const hasOwn = isReleased(verdict);
    if (hasOwn) before = point;
    const scorer = hasOwn || verdict.verdict === 'INSUFFICIENT_DATA' ? before : undefined;
    if (scorer !== undefined) scorers[point] = scorer;
  }
  return scorers;
}
