import { z } from 'zod';
import {
  type AffiliateHistory,
  assertHistory,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import type { Mask } from '../matrix.ts';

/** How the first uses of training were spread over the affiliates. */
export const MajorityState = z.strictObject({
  affiliates: z.array(z.string()).min(1),
  /** Share of rows with any new affiliate. */
  anyRate: z.number(),
  /** Share of first uses per affiliate, smoothed; they sum to 1. */
  shares: z.array(z.number().positive()),
});
/** How the first uses of training were spread over the affiliates. */
export type MajorityState = z.infer<typeof MajorityState>;

/**
 * Learns the affiliate that most took up. A set of m counts 1/m each.
 * @param smoothing pseudo-rows, spread evenly, so that an affiliate without a first use is not impossible.
 */
export function fitMajority(training: AffiliateHistory, smoothing = 1): MajorityState {
  assertHistory(training, 'majority training rows');
  const { next } = training;
  const width = next.columns.length;
  const firstUses = new Float64Array(width);
  for (let row = 0; row < next.rows; row++) {
    const labels = next.values.subarray(row * width, (row + 1) * width);
    const size = labels.reduce((sum, value) => sum + value, 0);
    for (let column = 0; size > 0 && column < width; column++) firstUses[column]! += labels[column]! / size;
  }
  const outcomes = markAnyNew(next).reduce((sum, value) => sum + value, 0);
  if (outcomes === 0) throw new Error('invalid majority training rows: none has a new affiliate');
  return {
    affiliates: [...next.columns],
    anyRate: outcomes / next.rows,
    shares: Array.from(firstUses, (uses) => (uses + smoothing / width) / (outcomes + smoothing)),
  };
}

/**
 * The same for everybody, affiliates that a customer has used included: what a majority class scores is a figure about
 * the data, not a proposal to anyone.
 */
export function predictMajority({ anyRate, shares }: MajorityState, used: Mask): NextAffiliatePrediction {
  const which = Float32Array.from(
    { length: used.rows * shares.length },
    (_, cell) => shares[cell % shares.length]!,
  );
  return { any: new Float32Array(used.rows).fill(anyRate), which };
}
