import { findWorstLead } from '../../../lifetime/choose-forecast.ts';
import type { LifetimeValidation } from '../../../lifetime/validate-lifetime.ts';
import type { RuleOutcome } from '../../verdict.ts';

/**
 * The forecast of purchase days is not surely further off than the customer's own rate, nor than the last window
 * repeated: the outcome is that of the rule which it is least ahead of, with its two-sided 95 % interval; below 0 it is ahead.
 */
export function judgeLifetimeLead({
  rows,
  purchaseLead,
}: { rows: number } & Pick<LifetimeValidation, 'purchaseLead'>): RuleOutcome {
  const { value, low, high } = findWorstLead(purchaseLead);
  return { rule: 'lifetime-lead', value, bound: 0, low, high, n: rows, pass: low <= 0 };
}
