import { z } from 'zod';
import { assertOnePerLabel } from '../metrics/assert-one-per-label.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { PairedDifference } from '../metrics/paired-bootstrap.ts';
import { listNdcg } from '../metrics/ranking/ndcg.ts';
import { createRandom, splitSeed } from '../random.ts';
import type { NewItems, RankedLists } from '../recommender/ranked-lists.ts';

/** All that the gate of a recommender looks at; plain JSON, recorded with the verdict. */
export const RecommenderEvidence = z.strictObject({
  /** Customers who newly bought something after the cut, and how many products they did. */
  rows: z.int(),
  outcomes: z.int(),
  /** NDCG@10 against EASE and against what is popular. */
  ease: PairedDifference.nullable(),
  popularity: PairedDifference.nullable(),
});
/** All that the gate of a recommender looks at. */
export type RecommenderEvidence = z.infer<typeof RecommenderEvidence>;

/** Lists for the same customers, each of whom newly bought something; nobody has chosen by what they bought. */
export interface RecommenderTest {
  readonly customers: readonly string[];
  readonly newItems: NewItems;
  readonly model: RankedLists;
  readonly ease: RankedLists;
  readonly popularity: RankedLists;
}

/** Compares a recommender with its baselines, each interval with chance of its own from `seed`. */
export function measureRecommender(
  { customers, newItems, model, ease, popularity }: RecommenderTest,
  { seed, resamples }: { seed: number; resamples: number },
): RecommenderEvidence {
  assertOnePerLabel(customers, model.rows, 'customers');
  const found = listNdcg(model, newItems, 10);
  const compare = (label: string, reference: RankedLists) =>
    bootstrapMean(found, listNdcg(reference, newItems, 10), {
      groups: customers,
      resamples,
      random: createRandom(splitSeed(seed, label)),
    });
  return {
    rows: model.rows,
    outcomes: newItems.items.length,
    ease: compare('ease', ease),
    popularity: compare('popularity', popularity),
  };
}
