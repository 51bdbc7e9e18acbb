import { z } from 'zod';
import {
  type AffiliateHistory,
  assertHistory,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import type { Mask } from '../matrix.ts';
import { spreadOverUnused } from './spread-over-unused.ts';

/** How often each affiliate was the new one, in training. */
export const PopularityState = z.strictObject({
  affiliates: z.array(z.string()).min(1),
  /** Share of rows with any new affiliate. */
  anyRate: z.number(),
  /** Per affiliate: first uses over the outcome rows that had not used it yet, smoothed; comparable, not summing to 1. */
  rates: z.array(z.number().positive()),
});
/** How often each affiliate was the new one, in training. */
export type PopularityState = z.infer<typeof PopularityState>;

/**
 * Learns popularity among the unused: an affiliate that most already use is rarely anyone's next, yet likely for those
 * who lack it, so first uses are divided by the rows they were possible for. A set of m counts 1/m each.
 * @param smoothing pseudo-rows of the mean rate added to every affiliate.
 */
export function fitPopularity(training: AffiliateHistory, smoothing = 1): PopularityState {
  assertHistory(training, 'popularity training rows');
  const { used, next } = training;
  const width = next.columns.length;
  const anyNew = markAnyNew(next);
  const firstUses = new Float64Array(width);
  const possible = new Float64Array(width);
  for (let row = 0; row < next.rows; row++) {
    if (!anyNew[row]) continue;
    const labels = next.values.subarray(row * width, (row + 1) * width);
    const size = labels.reduce((sum, value) => sum + value, 0);
    for (let column = 0; column < width; column++) {
      firstUses[column]! += labels[column]! / size;
      possible[column]! += 1 - used.values[row * width + column]!;
    }
  }
  const outcomes = anyNew.reduce((sum, value) => sum + value, 0);
  if (outcomes === 0) throw new Error('invalid popularity training rows: none has a new affiliate');
  const meanRate = outcomes / possible.reduce((sum, value) => sum + value, 0);
  return {
    affiliates: [...next.columns],
    anyRate: outcomes / next.rows,
    rates: Array.from(
      firstUses,
      (count, column) => (count + smoothing * meanRate) / (possible[column]! + smoothing),
    ),
  };
}

/** Everyone's rate of any new affiliate, and popularity among the affiliates each customer has not used. */
export function predictPopularity(state: PopularityState, used: Mask): NextAffiliatePrediction {
  return spreadOverUnused(state.affiliates, used, () => ({ any: state.anyRate, rates: state.rates }));
}
