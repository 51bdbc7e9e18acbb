import type { Estimate } from '../../../metrics/bootstrap-estimate.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** ROC AUC surely above a bound: worth acting on, not merely better than chance. */
export function judgeAuc({ auc }: { auc: Estimate | null }, { minAuc }: GatePolicy): RuleOutcome {
  const rule = 'auc';
  if (auc === null) return { rule, value: null, bound: minAuc, low: null, high: null, n: 0, pass: false };
  const { value, lower, upper, rows } = auc;
  return { rule, value, bound: minAuc, low: lower, high: upper, n: rows, pass: lower > minAuc };
}
