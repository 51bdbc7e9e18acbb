import type { Canary, CanaryFinding } from './canary-finding.ts';
import type { RuleOutcome } from './verdict.ts';

/** Rows that a canary changed against none at all; not to have run the canary does not pass. */
export function judgeCanary(rule: string, canaries: readonly CanaryFinding[], canary: Canary): RuleOutcome {
  const found = canaries.find((finding) => finding.canary === canary);
  const outcome = { rule, bound: 0, low: null, high: null };
  if (found === undefined) return { ...outcome, value: null, n: 0, pass: false };
  const { rows, rows_changed: value, columns_changed: columns, pass } = found;
  return { ...outcome, value, n: rows, pass, ...(pass ? {} : { columns }) };
}
