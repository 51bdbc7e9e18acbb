import type { PairedDifference } from '../metrics/paired-bootstrap.ts';
import type { RuleOutcome } from './verdict.ts';

/** Whether a model is ahead of its reference by more than the margin, at the one-sided 95 % limit of the difference. */
export function judgeLead(rule: string, found: PairedDifference | null, margin: number): RuleOutcome {
  if (found === null) return { rule, value: null, bound: margin, low: null, high: null, n: 0, pass: false };
  const { difference, lower, upper, rows } = found;
  return { rule, value: difference, bound: margin, low: lower, high: upper, n: rows, pass: lower > margin };
}
