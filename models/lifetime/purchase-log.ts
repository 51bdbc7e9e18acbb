/**
 * The days on which each customer bought, ascending and different: those of customer c are
 * `days[offsets[c]] … days[offsets[c + 1] - 1]`, counted from any one day.
 */
export interface PurchaseLog {
  readonly customers: readonly string[];
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  /** Net amount of each day, in the source's currency, 0 or more. */
  readonly amounts: Float64Array;
  /** Days on which more was given back than bought: they are no purchases. */
  readonly refundDays: number;
}

/** One row per customer and day with a transaction, in order of customer and day. */
export interface PurchaseDays {
  readonly customers: ArrayLike<string | null>;
  readonly days: ArrayLike<number>;
  readonly amounts: ArrayLike<number>;
}

/**
 * Collects purchase days by customer. A day of net amount 0 (paid with points) is a purchase of no value; one below 0
 * is a refund, counted and left out. A customer with refunds only has no purchase and is left out too.
 */
export function buildPurchaseLog({ customers, days, amounts }: PurchaseDays): PurchaseLog {
  if (days.length !== customers.length || amounts.length !== customers.length) {
    throw new Error(
      `invalid purchases: ${customers.length}, ${days.length} and ${amounts.length} rows (expected as many)`,
    );
  }
  const names: string[] = [];
  const offsets: number[] = [];
  const kept = Int32Array.from(days, (_, row) => row).filter((row) => amounts[row]! >= 0);
  let last = { customer: '', day: Number.NEGATIVE_INFINITY };
  for (let place = 0; place < kept.length; place++) {
    const row = kept[place]!;
    const now = { customer: customers[row] ?? '', day: days[row]! };
    const isNew = place === 0 || now.customer !== last.customer;
    if (place > 0 && (now.customer < last.customer || (!isNew && now.day <= last.day))) {
      throw new Error(
        `invalid purchases: ${now.customer} on day ${now.day} after ${last.customer} on day ${last.day} (expected ascending order, one row a day)`,
      );
    }
    if (isNew) {
      names.push(now.customer);
      offsets.push(place);
    }
    last = now;
  }
  return {
    customers: names,
    offsets: Int32Array.from([...offsets, kept.length]),
    days: Int32Array.from(kept, (row) => days[row]!),
    amounts: Float64Array.from(kept, (row) => amounts[row]!),
    refundDays: customers.length - kept.length,
  };
}

/** How often and for how much each customer bought from day `from` until before day `until`. */
export function countPurchases(
  log: PurchaseLog,
  { from, until }: { readonly from: number; readonly until: number },
): { purchases: Int32Array; spend: Float64Array } {
  const purchases = new Int32Array(log.customers.length);
  const spend = new Float64Array(log.customers.length);
  for (let customer = 0; customer < purchases.length; customer++) {
    for (let row = log.offsets[customer]!; row < log.offsets[customer + 1]!; row++) {
      if (log.days[row]! < from || log.days[row]! >= until) continue;
      purchases[customer]!++;
      spend[customer]! += log.amounts[row]!;
    }
  }
  return { purchases, spend };
}
