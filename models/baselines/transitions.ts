import { z } from 'zod';
import {
  type AffiliateHistory,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import type { Mask } from '../matrix.ts';
import { fitPopularity, PopularityState } from './popularity.ts';
import { spreadOverUnused } from './spread-over-unused.ts';

/** First-order transitions: from the latest affiliate to the next new one. */
export const TransitionState = z.strictObject({
  popularity: PopularityState,
  /** Per latest affiliate: share of rows with any new one, smoothed towards the overall share. */
  anyRates: z.array(z.number()),
  /** [latest][next]: first uses over the outcome rows they were possible for, smoothed towards popularity. */
  rates: z.array(z.array(z.number().positive())),
});
/** First-order transitions: from the latest affiliate to the next new one. */
export type TransitionState = z.infer<typeof TransitionState>;

/** @param smoothing pseudo-rows of popularity behind every transition, so that a rare pair is not certain. */
export function fitTransitions(training: AffiliateHistory, smoothing = 10): TransitionState {
  const popularity = fitPopularity(training);
  const { latest, used, next } = training;
  const width = next.columns.length;
  const anyNew = markAnyNew(next);
  const rows = new Float64Array(width);
  const outcomes = new Float64Array(width);
  const firstUses = new Float64Array(width * width);
  const possible = new Float64Array(width * width);
  for (let row = 0; row < next.rows; row++) {
    const from = latest[row]!;
    if (from < 0) continue;
    rows[from]!++;
    outcomes[from]! += anyNew[row]!;
    if (!anyNew[row]) continue;
    const labels = next.values.subarray(row * width, (row + 1) * width);
    const size = labels.reduce((sum, value) => sum + value, 0);
    for (let to = 0; to < width; to++) {
      firstUses[from * width + to]! += labels[to]! / size;
      possible[from * width + to]! += 1 - used.values[row * width + to]!;
    }
  }
  return {
    popularity,
    anyRates: Array.from(
      outcomes,
      (count, from) => (count + smoothing * popularity.anyRate) / (rows[from]! + smoothing),
    ),
    rates: popularity.affiliates.map((_, from) =>
      popularity.rates.map((rate, to) => {
        const pair = from * width + to;
        return (firstUses[pair]! + smoothing * rate) / (possible[pair]! + smoothing);
      }),
    ),
  };
}

/** The rates seen from each customer's latest affiliate; plain popularity where there is none (-1). */
export function predictTransitions(
  state: TransitionState,
  { latest, used }: { latest: Int32Array; used: Mask },
): NextAffiliatePrediction {
  if (latest.length !== used.rows) {
    throw new Error(
      `invalid latest: ${latest.length} rows (expected ${used.rows}, one for each row of used)`,
    );
  }
  const { popularity } = state;
  return spreadOverUnused(popularity.affiliates, used, (row) => ({
    any: state.anyRates[latest[row]!] ?? popularity.anyRate,
    rates: state.rates[latest[row]!] ?? popularity.rates,
  }));
}
