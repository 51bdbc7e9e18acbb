import type { NewItems, RankedLists } from '../../recommender/ranked-lists.ts';
import { averageKnown } from './average-known.ts';
import { measureCoverage } from './coverage.ts';
import { listNdcg } from './ndcg.ts';
import { measureNovelty } from './novelty.ts';
import { listPrecisions } from './precision.ts';
import { listRecalls } from './recall.ts';

/** What is known of the products that lists are about. */
export interface ListedProducts {
  /** Products that could have been recommended. */
  readonly catalogue: number;
  /** Share of customers who had bought each product. */
  readonly popularityShare: Float64Array;
}

/** Figures of one scorer's lists, flat, as steps show them; those that cannot be computed are left out. */
export function computeRankingMetrics(
  lists: RankedLists,
  newItems: NewItems,
  { catalogue, popularityShare }: ListedProducts,
): Record<string, number> {
  const figures = {
    ndcg_at_10: averageKnown(listNdcg(lists, newItems, 10)),
    recall_at_20: averageKnown(listRecalls(lists, newItems, 20)),
    precision_at_5: averageKnown(listPrecisions(lists, newItems, 5)),
    coverage_at_10: measureCoverage(lists, catalogue, 10),
    novelty_at_10: measureNovelty(lists, popularityShare, 10),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)));
}
