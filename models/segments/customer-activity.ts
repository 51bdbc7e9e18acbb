/**
 * What segments are made of, one entry per customer over the same period. Rows are lines, partner receipts and
 * payments; retail rows include payments at retailers, partner rows those elsewhere (spec, section 3).
 */
export interface CustomerActivity {
  readonly customers: readonly string[];
  /** Codes, whatever they are and however many. */
  readonly affiliates: readonly string[];
  /** Rows by customer and affiliate, row-major. */
  readonly rowsByAffiliate: ArrayLike<number>;
  /** `num_pur2`, `num_pur3`, `num_pur6`. */
  readonly retailRows: ArrayLike<number>;
  readonly partnerRows: ArrayLike<number>;
  readonly payments: ArrayLike<number>;
  /** Share of a customer's rows that are online; NaN without rows. */
  readonly onlineShare: ArrayLike<number>;
}

/** Fails, naming column and customer, when a column has the wrong length or a number is not one of its kind. */
export function assertActivity(activity: CustomerActivity): void {
  const { customers, affiliates, rowsByAffiliate, onlineShare } = activity;
  assertCounts('rowsByAffiliate', rowsByAffiliate, customers, affiliates.length);
  for (const name of ['retailRows', 'partnerRows', 'payments'] as const) {
    assertCounts(name, activity[name], customers, 1);
  }
  assertLength('onlineShare', onlineShare, customers.length);
  for (let row = 0; row < onlineShare.length; row++) {
    const share = onlineShare[row]!;
    if (share < 0 || share > 1) {
      throw new Error(`invalid onlineShare of ${customers[row]}: ${share} (expected 0 to 1, or NaN)`);
    }
  }
}

/** Customers without any row: nothing is known of what they do. */
export function findEmptyCustomers({ customers, affiliates, rowsByAffiliate }: CustomerActivity): Uint8Array {
  const width = affiliates.length;
  return Uint8Array.from(customers, (_, row) => {
    for (let cell = row * width; cell < (row + 1) * width; cell++) {
      if (rowsByAffiliate[cell]! > 0) return 0;
    }
    return 1;
  });
}

function assertCounts(
  name: string,
  counts: ArrayLike<number>,
  customers: readonly string[],
  each: number,
): void {
  assertLength(name, counts, customers.length * each);
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell]!;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
      const customer = customers[Math.floor(cell / each)];
      throw new Error(`invalid ${name} of ${customer}: ${count} (expected a number of rows)`);
    }
  }
}

function assertLength(name: string, column: ArrayLike<number>, expected: number): void {
  if (column.length === expected) return;
  throw new Error(`invalid ${name}: ${column.length} numbers (expected ${expected})`);
}
