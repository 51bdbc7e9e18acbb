import type { RankedLists } from '../../recommender/ranked-lists.ts';

/**
 * Mean self-information in bits of what the first k show: -log2 of the share of customers who had bought it. Products that
 * nobody had bought say nothing and are left out; NaN where none is left.
 */
export function measureNovelty(lists: RankedLists, popularityShare: Float64Array, k: number): number {
  let [sum, shown] = [0, 0];
  for (let row = 0; row < lists.rows; row++) {
    for (const item of lists.items.subarray(row * lists.k, row * lists.k + Math.min(k, lists.k))) {
      if (item < 0 || !(popularityShare[item]! > 0)) continue;
      sum -= Math.log2(popularityShare[item]!);
      shown++;
    }
  }
  return sum / shown;
}
