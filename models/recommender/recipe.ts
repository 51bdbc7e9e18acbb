import { z } from 'zod';
import { HORIZON_DAYS } from '../lifetime/horizon.ts';

/** What may be chosen on an earlier cut; the same recipe then makes the tested and the served recommender. */
export const RecommenderRecipe = z.strictObject({
  /** Ridge of EASE alone, the baseline and stand-in. */
  baselineRidge: z.number().positive(),
  /** Days in which a purchase loses half its weight in popularity; null counts all alike. */
  popularityHalfLife: z.number().positive().nullable(),
  /** Weights of the candidates' scorers, standardised per customer. */
  blend: z.strictObject({ ease: z.number(), recent: z.number(), hybrid: z.number() }),
  /** What stands in for a held re-ranker. */
  standIn: z.enum(['ease', 'popularity']),
});
/** What may be chosen on an earlier cut. */
export type RecommenderRecipe = z.infer<typeof RecommenderRecipe>;

/** What was chosen once, on cuts before 2017-07-01 of the retail panel (docs/recommender.md). */
export const FIXED = {
  /** Days after a cut in which a new purchase counts. */
  windowDays: HORIZON_DAYS,
  /** Buyers before the cut that make a product a candidate, and one that EASE learns from. */
  candidateBuyers: 20,
  inputBuyers: 10,
  /** Candidates per customer that the re-ranker sees. */
  candidates: 300,
  easeRidge: 700,
  recentRidge: 500,
  recentHalfLife: 60,
  hybrid: {
    loss: 'softmax',
    size: 16,
    epochs: 12,
    mostBatches: 400,
    learningRate: 0.01,
    batchCustomers: 256,
    batchProducts: 4096,
    pairs: 16,
    others: 8,
    coldShare: 0.1,
    decay: 0.1,
  },
  /** Rounds of the re-ranker, and its settings. */
  rounds: 300,
  trees: {
    objective: 'binary',
    learningRate: 0.04,
    numLeaves: 15,
    minDataInLeaf: 200,
    featureFraction: 0.6,
    baggingFraction: 0.7,
    baggingFreq: 1,
    lambdaL2: 5,
  },
} as const;

/** Where nothing can be chosen, because there is no earlier cut with an outcome. */
export const DEFAULT_RECIPE: RecommenderRecipe = {
  baselineRidge: 500,
  popularityHalfLife: null,
  blend: { ease: 1, recent: 0.4, hybrid: 0.3 },
  standIn: 'popularity',
};
