import type { NewItems, RankedLists } from '../../recommender/ranked-lists.ts';
import { countHits } from './count-hits.ts';

/** Share of the first k of each list that was wanted; a short list counts as if filled with what was not. */
export function listPrecisions(lists: RankedLists, newItems: NewItems, k: number): Float64Array {
  return Float64Array.from(countHits(lists, newItems, k), (hits) => hits / k);
}
