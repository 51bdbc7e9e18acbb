import type { LeakEvidence } from '../../leak-evidence.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RuleOutcome } from '../../verdict.ts';

/**
 * No single feature tells the classes apart better than the bound: what does is rarely known before the outcome and
 * wants an explanation first. The outcome shows the best feature and names all that are above. Off, and passed with
 * n = 0, where there are too few rows to tell.
 */
export function judgeExplain(
  { leaks: { validationRows, singles } }: { leaks: LeakEvidence },
  { maxSingleAuc }: GatePolicy,
): RuleOutcome {
  const above = singles.filter(({ auc }) => auc > maxSingleAuc).sort((a, b) => b.auc - a.auc);
  const best = singles.reduce((most, { auc }) => Math.max(most, auc), 0);
  return {
    rule: 'explain',
    value: singles.length === 0 ? null : best,
    bound: maxSingleAuc,
    low: null,
    high: null,
    n: validationRows,
    pass: above.length === 0,
    ...(above.length > 0 && { columns: above.map(({ feature }) => feature) }),
  };
}
