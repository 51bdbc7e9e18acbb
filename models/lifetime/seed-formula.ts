/** What the original formula reads of each customer, over the year. */
export interface SeedInputs {
  /** Sum of amounts, rows (lines, receipts and payments), and days from the first row to the last; NaN without rows. */
  readonly annualAmount: ArrayLike<number>;
  readonly rows: ArrayLike<number>;
  readonly spanDays: ArrayLike<number>;
}

/** The original writes 1/365 as .003. */
const ONE_DATE_YEARS = 0.003;

/**
 * The spec's CLTV (section 3), for comparison only: mean amount per row × the median rows of all buyers × years from
 * first to last. It ignores how often the customer buys. 0 for customers without rows.
 */
export function computeSeedCltv({ annualAmount, rows, spanDays }: SeedInputs): Float64Array {
  const bought = Float64Array.from(rows)
    .filter((count) => count > 0)
    .sort();
  const middle = bought.length / 2;
  const median = ((bought[Math.ceil(middle) - 1] ?? 0) + (bought[Math.floor(middle)] ?? 0)) / 2;
  return Float64Array.from(rows, (count, row) => {
    if (count === 0) return 0;
    const years = spanDays[row] === 0 ? ONE_DATE_YEARS : spanDays[row]! / 365;
    return (annualAmount[row]! / count) * median * years;
  });
}
