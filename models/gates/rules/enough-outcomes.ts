import { judgeCount } from '../judge-count.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Test rows with an outcome: the ones that accuracy and F1 are measured on. */
export function requireOutcomes(
  { rows, outcomes }: { rows: number; outcomes: number },
  { minOutcomes }: GatePolicy,
): RuleOutcome {
  return judgeCount('enough-outcomes', outcomes, minOutcomes, rows);
}
