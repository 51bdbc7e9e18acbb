import { judgeCount } from '../judge-count.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Test rows. */
export function requireRows({ rows }: { rows: number }, { minRows }: GatePolicy): RuleOutcome {
  return judgeCount('enough-rows', rows, minRows, rows);
}
