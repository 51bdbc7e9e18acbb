import type { PurchaseHistory } from './purchase-history.ts';
import type { RowScorer } from './row-scorer.ts';

/**
 * Share of the buying customers who bought each product; with a half-life in days, a last purchase that long ago counts half.
 */
export function countPopularity(history: PurchaseHistory, halfLife: number | null): Float64Array {
  const popularity = new Float64Array(history.products);
  for (let cell = 0; cell < history.items.length; cell++) {
    const age = history.cut - 1 - history.lastDay[cell]!;
    popularity[history.items[cell]!]! += halfLife === null ? 1 : 2 ** (-age / halfLife);
  }
  let active = 0;
  for (let row = 0; row < history.customers; row++) {
    if (history.offsets[row + 1]! > history.offsets[row]!) active++;
  }
  return popularity.map((count) => count / Math.max(1, active));
}

/** The same products for everybody. */
export function scorePopularity(popularity: Float64Array, items: Int32Array): RowScorer {
  const scores = Float32Array.from(items, (item) => popularity[item]!);
  return { width: items.length, score: (_, into) => into.set(scores) };
}
