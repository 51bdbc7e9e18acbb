import type { NewItems, RankedLists } from '../../recommender/ranked-lists.ts';
import { countHits } from './count-hits.ts';

/** Share of what each row wanted that is among the first k; NaN where there was nothing to find. */
export function listRecalls(lists: RankedLists, newItems: NewItems, k: number): Float64Array {
  const { offsets } = newItems;
  return Float64Array.from(countHits(lists, newItems, k), (hits, row) => {
    const wanted = offsets[row + 1]! - offsets[row]!;
    return wanted === 0 ? Number.NaN : hits / wanted;
  });
}
