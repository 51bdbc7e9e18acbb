import { z } from 'zod';

/** How amounts go with one affiliate more: their ratio, 1 where not at all. */
const Ratio = z.strictObject({
  value: z.number(),
  /** Two-sided 95 % interval. */
  low: z.number(),
  high: z.number(),
});
type Ratio = z.infer<typeof Ratio>;

/**
 * Whether customers of more affiliates spend more. An association, whatever its size: who buys often tries more
 * affiliates, and nobody was made to use one. An effect takes an experiment.
 */
export const AffiliateAssociation = z.strictObject({
  /** Customers measured: with a visit and a positive amount. */
  customers: z.int(),
  /** Amount of customers with one affiliate more / amount, nothing else being equal. */
  crude: Ratio,
  /** The same among customers who came equally often. */
  adjusted: Ratio,
});
/** Amount by number of affiliates, as it is and at equal activity. */
export type AffiliateAssociation = z.infer<typeof AffiliateAssociation>;

/** Customers by column: affiliates used, amount paid, and visits as the measure of activity. */
export interface AffiliateUse {
  affiliates: ArrayLike<number>;
  amounts: ArrayLike<number>;
  visits: ArrayLike<number>;
}

/** Groups of customers who came about equally often; inside a group the logarithm of the visits is held as well. */
const STRATA = 20;
const LEAST_CUSTOMERS = 30;
const Z_95 = 1.959964;

/**
 * Regress ln(amount) on the number of affiliates, with heteroscedasticity-robust limits (HC1; White 1980), without and
 * with visits held equal. Null with under 30 customers, or where affiliates do not vary at equal activity.
 */
export function associateAffiliates({
  affiliates,
  amounts,
  visits,
}: AffiliateUse): AffiliateAssociation | null {
  const rows = Array.from({ length: amounts.length }, (_, row) => row).filter(
    (row) => amounts[row]! > 0 && visits[row]! > 0,
  );
  if (rows.length < LEAST_CUSTOMERS) return null;
  const use = rows.map((row) => affiliates[row]!);
  const logs = rows.map((row) => Math.log(amounts[row]!));
  const activity = rows.map((row) => Math.log(visits[row]!));
  const everybody = new Int32Array(rows.length);
  const crude = fitRatio(center(use, everybody), center(logs, everybody), 1);

  const strata = stratify(activity);
  const held = center(activity, strata);
  const groups = new Set(strata).size;
  const adjusted = fitRatio(
    withoutSlope(center(use, strata), held),
    withoutSlope(center(logs, strata), held),
    groups + 1,
  );
  return crude === null || adjusted === null ? null : { customers: rows.length, crude, adjusted };
}

/** Stratum of each row by its rank; equal values share one. */
function stratify(values: readonly number[]): Int32Array {
  const order = values.map((_, row) => row).sort((left, right) => values[left]! - values[right]!);
  const strata = new Int32Array(values.length);
  let first = 0;
  for (const [place, row] of order.entries()) {
    if (values[row] !== values[order[first]!]) first = place;
    strata[row] = Math.floor((STRATA * first) / values.length);
  }
  return strata;
}

/** Values less the mean of their group. */
function center(values: readonly number[], groups: Int32Array): number[] {
  const sums = new Float64Array(STRATA);
  const sizes = new Float64Array(STRATA);
  for (const [row, value] of values.entries()) {
    sums[groups[row]!]! += value;
    sizes[groups[row]!]! += 1;
  }
  return values.map((value, row) => value - sums[groups[row]!]! / sizes[groups[row]!]!);
}

/** What of `values` goes with `other` taken away; both centred. */
function withoutSlope(values: readonly number[], other: readonly number[]): number[] {
  const squares = dot(other, other);
  if (squares === 0) return [...values];
  const slope = dot(values, other) / squares;
  return values.map((value, row) => value - slope * other[row]!);
}

/** exp of the slope of y on x, both free of what is held; `held` parameters were spent on that. */
function fitRatio(x: readonly number[], y: readonly number[], held: number): Ratio | null {
  const squares = dot(x, x);
  const free = x.length - held - 1;
  if (squares < 1e-9 * x.length || free < 1) return null;
  const slope = dot(x, y) / squares;
  const spread = x.reduce((sum, value, row) => sum + (value * (y[row]! - slope * value)) ** 2, 0);
  const error = Math.sqrt((spread * x.length) / free) / squares;
  return {
    value: Math.exp(slope),
    low: Math.exp(slope - Z_95 * error),
    high: Math.exp(slope + Z_95 * error),
  };
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, row) => sum + value * right[row]!, 0);
}
