import type { PurchaseHistory } from './purchase-history.ts';
import { FIXED } from './recipe.ts';

/** Products that may be recommended and those that EASE learns from, in order of their codes. */
export interface ProductChoice {
  readonly outputs: Int32Array;
  readonly inputs: Int32Array;
}

/** Share of the buying customers that stands for the least number of buyers where there are few. */
const LEAST_SHARE = 1 / 60;
/** Columns whose matrix a machine can invert in seconds. */
const MOST_INPUTS = 8_192;

/** Products with enough buyers before the cut: 20 to be recommended, 10 to be learned from, fewer where customers are few. */
export function chooseProducts(history: PurchaseHistory, buyers: Float64Array): ProductChoice {
  let active = 0;
  for (let row = 0; row < history.customers; row++) {
    if (history.offsets[row + 1]! > history.offsets[row]!) active++;
  }
  const least = (wanted: number, share: number) => Math.max(1, Math.min(wanted, Math.round(active * share)));
  const minOutput = least(FIXED.candidateBuyers, LEAST_SHARE);
  const minInput = least(FIXED.inputBuyers, LEAST_SHARE / 2);
  const items = Array.from(buyers.keys());
  // The most bought first, so that a limit cuts the long tail.
  const inputs = items
    .filter((item) => buyers[item]! >= minInput)
    .sort((one, other) => buyers[other]! - buyers[one]! || one - other)
    .slice(0, MOST_INPUTS)
    .sort((one, other) => one - other);
  return {
    outputs: Int32Array.from(items.filter((item) => buyers[item]! >= minOutput)),
    inputs: Int32Array.from(inputs),
  };
}
