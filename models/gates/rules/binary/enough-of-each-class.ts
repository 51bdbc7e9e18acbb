import { judgeCount } from '../../judge-count.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** Test rows of the rarer class. */
export function requireEachClass(
  { rows, positives }: { rows: number; positives: number },
  { minOfEachClass }: GatePolicy,
): RuleOutcome {
  return judgeCount('enough-of-each-class', Math.min(positives, rows - positives), minOfEachClass, rows);
}
