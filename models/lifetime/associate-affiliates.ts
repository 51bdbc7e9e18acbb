import { z } from 'zod';
import type { Random } from '../random.ts';

const Slope = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** How later spend goes with the number of affiliates used before, as it is and among customers equally active. */
export const AffiliateAssociation = z.strictObject({
  customers: z.int(),
  /** Mean spend of all in the window. */
  meanSpend: z.number(),
  /** More spend for one affiliate more, as a share of the mean, with the 95 % bootstrap interval over customers. */
  raw: Slope,
  adjusted: Slope,
  /** Customers by affiliates used, the last group that many or more: mean spend as it is, and at everyone's activity. */
  groups: z.array(
    z.strictObject({
      affiliates: z.int(),
      orMore: z.boolean(),
      customers: z.int(),
      spend: z.number(),
      adjustedSpend: z.number(),
    }),
  ),
});
/** How later spend goes with the number of affiliates used before. */
export type AffiliateAssociation = z.infer<typeof AffiliateAssociation>;

/** One entry per customer: what was known before a day, and what was spent in the window from it on. */
export interface AffiliateUse {
  readonly affiliates: ArrayLike<number>;
  /** Purchase days: how active a customer was, at whatever affiliates. */
  readonly activity: ArrayLike<number>;
  readonly spend: ArrayLike<number>;
}

const STRATA = 20;
const MOST_AFFILIATES = 8;
const RESAMPLES = 200;

/**
 * Whoever is more active both uses more affiliates and spends more. The adjusted figures compare customers within the same
 * twentieth of activity, and level what is left of it there by a line: still an association, of what was not measured too.
 * @returns null where customers do not differ in affiliates, or nobody spent anything: nothing to compare
 */
export function associateAffiliates(use: AffiliateUse, random: Random): AffiliateAssociation | null {
  const customers = use.affiliates.length;
  const rows = Int32Array.from({ length: customers }, (_, row) => row);
  const meanSpend = meanOf(use.spend, rows);
  const raw = slopeOf(use, rows, new Int32Array(customers));
  if (!(meanSpend > 0) || raw === null) return null;
  const strata = rankStrata(use.activity);
  const adjusted = slopeOf(use, rows, strata, use.activity) ?? { slope: 0, drift: 0 };
  const samples: { raw: number[]; adjusted: number[] } = { raw: [], adjusted: [] };
  for (let round = 0; round < RESAMPLES; round++) {
    const drawn = rows.map(() => random.integer(customers));
    const one = slopeOf(use, drawn, new Int32Array(customers));
    const other = slopeOf(use, drawn, strata, use.activity);
    if (one !== null) samples.raw.push(one.slope / meanSpend);
    if (other !== null) samples.adjusted.push(other.slope / meanSpend);
  }
  return {
    customers,
    meanSpend,
    raw: withInterval(raw.slope / meanSpend, samples.raw),
    adjusted: withInterval(adjusted.slope / meanSpend, samples.adjusted),
    groups: compareGroups(use, strata, adjusted.drift),
  };
}

/**
 * Least squares of spend on affiliates with a level for each stratum, and a common line in `covariate` if there is one.
 * @returns null where affiliates do not vary beside the rest
 */
function slopeOf(
  { affiliates, spend }: AffiliateUse,
  rows: Int32Array,
  strata: Int32Array,
  covariate?: ArrayLike<number>,
): { slope: number; drift: number } | null {
  const sums = new Float64Array(4 * STRATA);
  for (const row of rows) {
    const at = 4 * strata[row]!;
    sums[at]!++;
    sums[at + 1]! += affiliates[row]!;
    sums[at + 2]! += spend[row]!;
    sums[at + 3]! += covariate?.[row] ?? 0;
  }
  let [xx, xy, xa, aa, ay] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const at = 4 * strata[row]!;
    const count = sums[at]!;
    const x = affiliates[row]! - sums[at + 1]! / count;
    const y = spend[row]! - sums[at + 2]! / count;
    const a = (covariate?.[row] ?? 0) - sums[at + 3]! / count;
    xx += x * x;
    xy += x * y;
    xa += x * a;
    aa += a * a;
    ay += a * y;
  }
  const free = aa === 0 ? xx : xx - xa ** 2 / aa;
  if (free <= 1e-9 * rows.length) return null;
  const slope = (xy - (aa === 0 ? 0 : (xa * ay) / aa)) / free;
  return { slope, drift: aa === 0 ? 0 : (ay - slope * xa) / aa };
}

/** Groups by affiliates; a level for each of them and each stratum by alternating least squares, on what the line leaves. */
function compareGroups({ affiliates, activity, spend }: AffiliateUse, strata: Int32Array, drift: number) {
  const customers = strata.length;
  const groups = Int32Array.from(affiliates, (count) => Math.min(count, MOST_AFFILIATES));
  const meanActivity = meanOf(
    activity,
    strata.map((_, row) => row),
  );
  const level = Float64Array.from(spend, (value, row) => value - drift * (activity[row]! - meanActivity));
  const own = new Float64Array(MOST_AFFILIATES + 1);
  const common = new Float64Array(STRATA);
  const sizes = countOf(groups, own.length);
  const weights = countOf(strata, STRATA);
  for (let round = 0; round < 200; round++) {
    refit(own, groups, sizes, (row) => level[row]! - common[strata[row]!]!);
    refit(common, strata, weights, (row) => level[row]! - own[groups[row]!]!);
  }
  const shift = common.reduce((sum, value, stratum) => sum + (value * weights[stratum]!) / customers, 0);
  const raw = new Float64Array(own.length);
  refit(raw, groups, sizes, (row) => spend[row]!);
  return Array.from(sizes.keys())
    .filter((group) => sizes[group]! > 0)
    .map((group) => ({
      affiliates: group,
      orMore: group === MOST_AFFILIATES,
      customers: sizes[group]!,
      spend: raw[group]!,
      adjustedSpend: own[group]! + shift,
    }));
}

/** Sets each level to the mean of what its rows have. */
function refit(
  levels: Float64Array,
  labels: Int32Array,
  sizes: Int32Array,
  of: (row: number) => number,
): void {
  levels.fill(0);
  for (let row = 0; row < labels.length; row++) levels[labels[row]!]! += of(row);
  for (let label = 0; label < levels.length; label++) levels[label]! /= Math.max(1, sizes[label]!);
}

function countOf(labels: Int32Array, labelCount: number): Int32Array {
  const counts = new Int32Array(labelCount);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** Twentieths by rank; equal activity is in one stratum, that of its first place. */
function rankStrata(activity: ArrayLike<number>): Int32Array {
  const order = Array.from({ length: activity.length }, (_, row) => row).sort(
    (one, other) => activity[one]! - activity[other]! || one - other,
  );
  const strata = new Int32Array(activity.length);
  order.forEach((row, place) => {
    const before = order[place - 1];
    const isTied = before !== undefined && activity[before] === activity[row];
    strata[row] = isTied ? strata[before]! : Math.floor((STRATA * place) / order.length);
  });
  return strata;
}

function withInterval(value: number, samples: number[]): z.infer<typeof Slope> {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}

function meanOf(column: ArrayLike<number>, rows: Int32Array): number {
  return rows.reduce((sum, row) => sum + column[row]!, 0) / Math.max(1, rows.length);
}
