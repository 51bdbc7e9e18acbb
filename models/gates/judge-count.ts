import type { RuleOutcome } from './verdict.ts';

/** A count against the least that is enough. */
export function judgeCount(rule: string, value: number, bound: number, n: number): RuleOutcome {
  return { rule, value, bound, low: null, high: null, n, pass: value >= bound };
}
