import { z } from 'zod';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { listNdcg } from '../metrics/ranking/ndcg.ts';
import { createRandom, splitSeed } from '../random.ts';
import type { RankedLists } from '../recommender/ranked-lists.ts';
import { championShape } from './champion-evidence.ts';
import { measureRecommender, RecommenderEvidence, type RecommenderTest } from './recommender-evidence.ts';

/** A champion of the recommender on purchases that neither it nor the candidate has seen: loss is 1 - NDCG@10, score NDCG@10. */
export const RecommenderChampion = championShape(RecommenderEvidence);
/** A champion of the recommender on purchases that neither it nor the candidate has seen. */
export type RecommenderChampion = z.infer<typeof RecommenderChampion>;

/** What a fit knows of the champion, and of the candidate's past. */
export const RecommenderPast = z.strictObject({
  /** Why the champion that there is cannot be used; null where it can, or there is none. */
  refused: z.string().nullable(),
  /** The candidate's recipe at cuts before the test, as days from the as-of; none where there is a champion to beat. */
  earlier: z.array(
    z.strictObject({
      cut: z.int(),
      rows: z.int(),
      model: z.number().nullable(),
      reference: z.number().nullable(),
    }),
  ),
  /** The test cut, as days from the as-of. */
  testCut: z.int(),
});
/** What a fit knows of the champion, and of the candidate's past. */
export type RecommenderPast = z.infer<typeof RecommenderPast>;

/** Measures the champion, the model of `test`, by itself and against the candidate's lists, customer by customer. */
export function measureRecommenderChampion(
  basis: RecommenderChampion['basis'],
  { candidate, ...test }: RecommenderTest & { readonly candidate: RankedLists },
  options: { seed: number; resamples: number },
): RecommenderChampion {
  const { customers, newItems, model } = test;
  const ndcgOf = (lists: RankedLists) => listNdcg(lists, newItems, 10);
  const lossOf = (lists: RankedLists) => ndcgOf(lists).map((value) => 1 - value);
  const compare = (use: string, valuesOf: typeof ndcgOf) =>
    bootstrapMean(valuesOf(candidate), valuesOf(model), {
      groups: customers,
      resamples: options.resamples,
      random: createRandom(splitSeed(options.seed, `champion ${use}`)),
    });
  return {
    basis,
    evidence: measureRecommender(test, options),
    logLoss: compare('loss', lossOf),
    score: compare('score', ndcgOf),
  };
}
