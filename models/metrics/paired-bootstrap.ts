import { z } from 'zod';
import type { Random } from '../random.ts';

/** How far a model is from a reference on the same rows. `difference` is model − reference. */
export const PairedDifference = z.strictObject({
  model: z.number(),
  reference: z.number(),
  difference: z.number(),
  /** Two-sided 95 % interval of the difference. */
  low: z.number(),
  high: z.number(),
  /** One-sided 95 % limits: with that confidence each, the difference is above `lower`, or is below `upper`. */
  lower: z.number(),
  upper: z.number(),
  /** Rows compared, and groups (customers) resampled. */
  rows: z.int(),
  groups: z.int(),
});
/** How far a model is from a reference on the same rows. */
export type PairedDifference = z.infer<typeof PairedDifference>;

/** Rows of both models, grouped by who they belong to. */
export interface PairedOptions {
  /** The customer of each row: rows of one customer are drawn together, as they are not independent. */
  readonly groups: ArrayLike<string | number>;
  readonly random: Random;
  readonly resamples?: number;
}

/** The two statistics of one resample; `weights[g]` says how often group g was drawn. Null: not computable on it. */
export type PairedStatistic = (weights: Uint16Array) => { model: number; reference: number } | null;

/** Numbers the groups in order of first appearance. */
export function indexGroups(groups: ArrayLike<string | number>): { index: Int32Array; count: number } {
  const known = new Map<string | number, number>();
  const index = Int32Array.from({ length: groups.length }, (_, row) => {
    const group = groups[row]!;
    const found = known.get(group) ?? known.size;
    known.set(group, found);
    return found;
  });
  return { index, count: known.size };
}

/** Percentile bootstrap over groups; null when the statistic cannot be computed on the rows as they are. */
export function bootstrapPaired(
  statistic: PairedStatistic,
  counts: { rows: number; groups: number },
  { random, resamples = 2_000 }: PairedOptions,
): PairedDifference | null {
  const weights = new Uint16Array(counts.groups).fill(1);
  const observed = counts.groups > 0 ? statistic(weights) : null;
  if (observed === null) return null;
  const differences: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    random.resample(weights);
    const drawn = statistic(weights);
    if (drawn !== null) differences.push(drawn.model - drawn.reference);
  }
  const sorted = Float64Array.from(differences).sort();
  return {
    ...observed,
    difference: observed.model - observed.reference,
    low: takeQuantile(sorted, 0.025),
    high: takeQuantile(sorted, 0.975),
    lower: takeQuantile(sorted, 0.05),
    upper: takeQuantile(sorted, 0.95),
    ...counts,
  };
}

/** Linear interpolation between order statistics (Hyndman and Fan's type 7). */
function takeQuantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
