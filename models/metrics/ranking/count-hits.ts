import type { NewItems, RankedLists } from '../../recommender/ranked-lists.ts';

/** How many of the first k of each list were wanted. */
export function countHits(lists: RankedLists, { offsets, items }: NewItems, k: number): Int32Array {
  return Int32Array.from({ length: lists.rows }, (_, row) => {
    const wanted = new Set(items.subarray(offsets[row]!, offsets[row + 1]!));
    const list = lists.items.subarray(row * lists.k, row * lists.k + Math.min(k, lists.k));
    return list.reduce((hits, item) => hits + (wanted.has(item) ? 1 : 0), 0);
  });
}
