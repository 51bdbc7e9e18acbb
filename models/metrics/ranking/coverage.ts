import type { RankedLists } from '../../recommender/ranked-lists.ts';

/** Share of the catalogue that is among the first k of anybody's list; 0 without a catalogue. */
export function measureCoverage(lists: RankedLists, catalogue: number, k: number): number {
  const shown = new Set<number>();
  for (let row = 0; row < lists.rows; row++) {
    for (const item of lists.items.subarray(row * lists.k, row * lists.k + Math.min(k, lists.k))) {
      if (item >= 0) shown.add(item);
    }
  }
  return catalogue === 0 ? 0 : shown.size / catalogue;
}
