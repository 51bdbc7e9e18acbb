import type { GatePolicy } from '../../policy.ts';
import type { SliceRecall } from '../../slice-recall-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/**
 * No slice with enough positive rows is surely below the floor: the outcome is that of the slice with the least upper
 * limit. Off, and passed with n = 0, when no slice has the support.
 */
export function judgeSliceRecall(
  { slices }: { slices: readonly SliceRecall[] },
  { minSliceSupport, minSliceRecall }: GatePolicy,
): RuleOutcome {
  const rule = 'slice-recall';
  const bound = minSliceRecall;
  const [worst] = slices
    .filter(({ positives }) => positives >= minSliceSupport)
    .sort((a, b) => a.high - b.high);
  if (!worst) return { rule, value: null, bound, low: null, high: null, n: 0, pass: true };
  const { recall, low, high, positives } = worst;
  return { rule, value: recall, bound, low, high, n: positives, pass: high >= bound };
}
