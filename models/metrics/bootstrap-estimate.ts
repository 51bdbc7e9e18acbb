import { z } from 'zod';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
} from './paired-bootstrap.ts';

/** One figure of one model with its limits. */
export const Estimate = z.strictObject({
  value: z.number(),
  /** Two-sided 95 % interval. */
  low: z.number(),
  high: z.number(),
  /** One-sided 95 % limits: with that confidence each, the figure is above `lower`, or is below `upper`. */
  lower: z.number(),
  upper: z.number(),
  /** Rows measured, and groups (customers) resampled. */
  rows: z.int(),
  groups: z.int(),
});
/** One figure of one model with its limits. */
export type Estimate = z.infer<typeof Estimate>;

/** The figure on one resample; `weights[row]` says how often each row was drawn. Null: not computable on it. */
export type WeightedStatistic = (weights: Uint16Array) => number | null;

/** Percentile bootstrap of a figure by customer; null when it cannot be computed on the rows as they are. */
export function bootstrapEstimate(statistic: WeightedStatistic, options: PairedOptions): Estimate | null {
  const { index, count } = indexGroups(options.groups);
  const rows = options.groups.length;
  const ofRow = new Uint16Array(rows);
  const found = bootstrapPaired(
    (weights) => {
      for (let row = 0; row < rows; row++) ofRow[row] = weights[index[row]!]!;
      const model = statistic(ofRow);
      return model === null ? null : { model, reference: 0 };
    },
    { rows, groups: count },
    options,
  );
  return toEstimate(found);
}

/** A comparison with 0 as the figure that it is. */
export function toEstimate(found: PairedDifference | null): Estimate | null {
  if (found === null) return null;
  const { difference: value, low, high, lower, upper, rows, groups } = found;
  return { value, low, high, lower, upper, rows, groups };
}
