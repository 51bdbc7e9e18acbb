import { DECISION_POINTS, type DecisionPoint } from '../models/contracts/decision-point.ts';
import { isReleased } from '../models/gates/is-released.ts';
import type { Verdict } from '../models/gates/verdict.ts';

/** What became of one decision point. */
export interface PointUse {
  point: DecisionPoint;
  verdict: Verdict;
  /** The point whose model scored it, its own or an earlier one; null where nobody is written to at this point. */
  scorer: DecisionPoint | null;
}

/**
 * Who scored which decision point, in their order: an approved model its own; where too little data spoke, the last
 * approved one before it; a held model is not replaced. The trial workflow acts by the same rule; a test compares them.
 */
export function findPointUses(gates: readonly Verdict[]): PointUse[] {
  let approved: DecisionPoint | null = null;
  return DECISION_POINTS.flatMap((point) => {
    const verdict = gates.find(({ decision_point }) => decision_point === point);
    if (verdict === undefined) return [];
    if (isReleased(verdict)) approved = point;
    const scored = isReleased(verdict) || verdict.verdict === 'INSUFFICIENT_DATA';
    return [{ point, verdict, scorer: scored ? approved : null }];
  });
}
