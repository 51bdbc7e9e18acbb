import type { PurchaseLog } from './purchase-log.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** The purchases before a day, in days; one row per customer who had bought by then. */
export interface CutSummary extends PurchaseSummary {
  /** Position of each row's customer in the log. */
  readonly rows: Int32Array;
  readonly frequency: Int32Array;
  readonly recency: Int32Array;
  readonly age: Int32Array;
  /** Mean amount of all purchases, the first one included. */
  readonly meanSpend: Float64Array;
}

/** What was known of each customer at the start of day `until`. */
export function summarisePurchases(log: PurchaseLog, until: number): CutSummary {
  const ends = log.customers.map((_, customer) => {
    let end = log.offsets[customer]!;
    while (end < log.offsets[customer + 1]! && log.days[end]! < until) end++;
    return end;
  });
  const rows = Int32Array.from(log.customers.keys()).filter((row) => ends[row]! > log.offsets[row]!);
  const firstOf = (row: number) => log.days[log.offsets[row]!]!;
  return {
    rows,
    frequency: rows.map((row) => ends[row]! - log.offsets[row]! - 1),
    recency: rows.map((row) => log.days[ends[row]! - 1]! - firstOf(row)),
    age: rows.map((row) => until - firstOf(row)),
    meanSpend: Float64Array.from(rows, (row) => {
      const amounts = log.amounts.subarray(log.offsets[row]!, ends[row]!);
      return amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
    }),
  };
}

/** A purchase period is suspected to begin in the middle of lives when more than half are born in its first weeks. */
const BIRTH_DAYS = 28;
const SUSPICIOUS_SHARE = 0.5;

/** Whether first purchases look like first purchases. */
export interface Births {
  /** Share of customers whose first purchase is in the first four weeks of the log. */
  readonly earlyShare: number;
  /** Most were customers before: age and recency say less than they seem to, the model's parameters are off. */
  readonly isLeftCensored: boolean;
}

/** Looks at how many customers appear in the first four weeks; 0 and false for an empty log. */
export function inspectBirths(log: PurchaseLog): Births {
  const firsts = log.customers.map((_, customer) => log.days[log.offsets[customer]!]!);
  if (firsts.length === 0) return { earlyShare: 0, isLeftCensored: false };
  const start = firsts.reduce((least, day) => Math.min(least, day));
  const earlyShare = firsts.filter((day) => day < start + BIRTH_DAYS).length / firsts.length;
  return { earlyShare, isLeftCensored: earlyShare > SUSPICIOUS_SHARE };
}
