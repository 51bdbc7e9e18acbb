import { createMatrix, type Matrix } from '../matrix.ts';
import type { CustomerActivity } from './customer-activity.ts';

const SCOPES = ['num_pur2', 'num_pur3', 'num_pur6'] as const;
const HABITS = ['online_friendly', 'how_many_cop'] as const;

/** The columns of `buildSegmentInputs`: five and one per affiliate, 19 for the programme's 14. */
export function listSegmentInputs(affiliates: readonly string[]): string[] {
  return [...SCOPES, ...affiliates, ...HABITS];
}

/**
 * The inputs of the business segments, unscaled (spec, section 4.1): ln(1 + rows) of the three scopes and of each
 * affiliate, the cube root of the online share, the number of affiliates used. One row for each of `rows`.
 * @param affiliates columns to make, in this order; an affiliate that the activity lacks has no rows, one that is not
 *   among them counts in the number of affiliates only
 */
export function buildSegmentInputs(
  activity: CustomerActivity,
  rows: ArrayLike<number>,
  affiliates: readonly string[] = activity.affiliates,
): Matrix {
  const matrix = createMatrix(rows.length, listSegmentInputs(affiliates));
  const width = matrix.columns.length;
  const sourceWidth = activity.affiliates.length;
  const sources = affiliates.map((code) => activity.affiliates.indexOf(code));
  for (let row = 0; row < rows.length; row++) {
    const customer = rows[row]!;
    let cell = row * width;
    matrix.values[cell++] = Math.log1p(activity.retailRows[customer]!);
    matrix.values[cell++] = Math.log1p(activity.partnerRows[customer]!);
    matrix.values[cell++] = Math.log1p(activity.payments[customer]!);
    for (const source of sources) {
      const count = source < 0 ? 0 : activity.rowsByAffiliate[customer * sourceWidth + source]!;
      matrix.values[cell++] = Math.log1p(count);
    }
    matrix.values[cell++] = Math.cbrt(activity.onlineShare[customer] || 0);
    for (let source = customer * sourceWidth; source < (customer + 1) * sourceWidth; source++) {
      if (activity.rowsByAffiliate[source]! > 0) matrix.values[cell]!++;
    }
  }
  return matrix;
}
