import type { NewItems, RankedLists } from '../../../../models/recommender/ranked-lists.ts';

/** Lists of literal rows, filled up with -1. */
export function toLists(
  rows: readonly number[][],
  k = Math.max(...rows.map((row) => row.length)),
): RankedLists {
  const filled = rows.flatMap((row) => [...row, ...new Array<number>(k - row.length).fill(-1)]);
  return { rows: rows.length, k, items: Int32Array.from(filled) };
}

/** What each row newly bought. */
export function toNewItems(rows: readonly number[][]): NewItems {
  const offsets = new Int32Array(rows.length + 1);
  for (const [row, items] of rows.entries()) offsets[row + 1] = offsets[row]! + items.length;
  return { offsets, items: Int32Array.from(rows.flat()) };
}
