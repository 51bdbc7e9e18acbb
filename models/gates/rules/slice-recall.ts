import { normalQuantile } from '../../insights/normal.ts';
import { computeWilsonInterval } from '../../metrics/wilson-interval.ts';
import type { GatePolicy } from '../policy.ts';
import type { SliceRecall } from '../slice-recall-evidence.ts';
import type { RuleOutcome } from '../verdict.ts';

/** How often all slices together may refuse a model that is at the floor in every one of them. */
const FAMILY_ERROR = 0.05;

/**
 * No slice with enough positive rows is surely below the floor: the outcome is that of the slice with the least upper
 * limit. Each is asked with its part of the error (Bonferroni), else a good model of many slices would be refused by
 * chance. Off, and passed with n = 0, when no slice has the support.
 */
export function judgeSliceRecall(
  { slices }: { slices: readonly SliceRecall[] },
  { minSliceSupport, minSliceRecall }: GatePolicy,
): RuleOutcome {
  const rule = 'slice-recall';
  const bound = minSliceRecall;
  const supported = slices.filter(({ positives }) => positives >= minSliceSupport);
  const z = normalQuantile(FAMILY_ERROR / Math.max(1, supported.length));
  const [worst] = supported
    .map((slice) => ({ ...slice, ...computeWilsonInterval(slice.hits, slice.positives, z) }))
    .sort((a, b) => a.high - b.high);
  if (!worst) return { rule, value: null, bound, low: null, high: null, n: 0, pass: true };
  const { slice, hits, positives, low, high } = worst;
  return {
    rule,
    value: hits / positives,
    bound,
    low,
    high,
    n: positives,
    pass: high >= bound,
    columns: [slice],
  };
}
