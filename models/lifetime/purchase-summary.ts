/**
 * What purchase models need of each customer, over one period that ends for all on the same day (Fader and Hardie).
 * Any unit of time, the same for all three columns.
 */
export interface PurchaseSummary {
  /** Purchases after the first. */
  readonly frequency: ArrayLike<number>;
  /** Time from the first purchase to the last. */
  readonly recency: ArrayLike<number>;
  /** Time from the first purchase to the end of the period: T. */
  readonly age: ArrayLike<number>;
}

/** Fails, naming the row, when a summary cannot be one of purchases. */
export function assertSummary({ frequency, recency, age }: PurchaseSummary): void {
  if (recency.length !== frequency.length || age.length !== frequency.length) {
    throw new Error(
      `invalid summary: ${frequency.length}, ${recency.length} and ${age.length} rows (expected as many)`,
    );
  }
  for (let row = 0; row < frequency.length; row++) {
    const [x, last, end] = [frequency[row]!, recency[row]!, age[row]!];
    const holds = Number.isInteger(x) && x >= 0 && last >= 0 && end >= last && Number.isFinite(end);
    if (holds && (x > 0 || last === 0)) continue;
    throw new Error(
      `invalid summary in row ${row}: frequency ${x}, recency ${last}, age ${end} (expected a whole number, 0 <= recency <= age, recency 0 without repeats)`,
    );
  }
}
