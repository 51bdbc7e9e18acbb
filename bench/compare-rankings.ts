import { bootstrapMean } from '../models/metrics/bootstrap-mean.ts';
import { averageKnown } from '../models/metrics/ranking/average-known.ts';
import { listNdcg } from '../models/metrics/ranking/ndcg.ts';
import { createRandom } from '../models/random.ts';
import type { Outcomes } from '../models/recommender/outcomes.ts';
import type { RankedLists } from '../models/recommender/ranked-lists.ts';

/** Length of the lists that are compared. */
export const K = 10;

/** Titles of a row of `compareRankings`. */
export const RANKING_HEADER = ['', 'NDCG@10', 'se', 'to the reference', 'low', 'high'];

/** Mean NDCG@10, standard error, and the paired difference to the reference with its 95 % interval. */
export function compareRankings(
  name: string,
  lists: RankedLists,
  reference: RankedLists,
  { newItems }: Outcomes,
): string[] {
  const values = listNdcg(lists, newItems, K);
  const mean = averageKnown(values);
  const spread = Math.sqrt(averageKnown(values.map((value) => (value - mean) ** 2)) / values.length);
  const found = bootstrapMean(values, listNdcg(reference, newItems, K), {
    groups: Array.from(values.keys()),
    random: createRandom(1),
  })!;
  const figures = [mean, spread, found.difference, found.low, found.high];
  return [name, ...figures.map((figure) => figure.toFixed(4))];
}
