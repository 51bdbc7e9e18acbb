import type { NewItems, RankedLists } from '../../recommender/ranked-lists.ts';

/**
 * NDCG@k of each list: a hit at rank r counts 1 / log2(r + 1), over what the best list could have.
 * @returns one value per row; NaN where there was nothing to find
 */
export function listNdcg(lists: RankedLists, { offsets, items }: NewItems, k: number): Float64Array {
  const discounts = Float64Array.from(
    { length: Math.min(k, lists.k) },
    (_, place) => 1 / Math.log2(place + 2),
  );
  return Float64Array.from({ length: lists.rows }, (_, row) => {
    const wanted = new Set(items.subarray(offsets[row]!, offsets[row + 1]!));
    if (wanted.size === 0) return Number.NaN;
    let [gain, most] = [0, 0];
    for (const [place, discount] of discounts.entries()) {
      if (wanted.has(lists.items[row * lists.k + place]!)) gain += discount;
      if (place < wanted.size) most += discount;
    }
    return gain / most;
  });
}
