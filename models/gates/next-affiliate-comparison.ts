import type { z } from 'zod';
import { listOutcomeProbabilities, type NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { markHits } from '../metrics/hit-at-k.ts';
import { listLabelledRows } from '../metrics/label-sets.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { createRandom, splitSeed } from '../random.ts';
import { championShape, comparisonShape } from './champion-evidence.ts';
import {
  measureNextAffiliate,
  NextAffiliateEvidence,
  type NextAffiliateTest,
} from './next-affiliate-evidence.ts';
import { ShuffleFinding } from './shuffle-finding.ts';

/** A champion of the next affiliate on test rows that neither it nor the candidate has seen. */
export const NextAffiliateChampion = championShape(NextAffiliateEvidence);
/** A champion of the next affiliate on test rows that neither it nor the candidate has seen. */
export type NextAffiliateChampion = z.infer<typeof NextAffiliateChampion>;

/** What is known of the champion, and of the candidate beside its figures. */
export const NextAffiliateComparison = comparisonShape(NextAffiliateChampion).extend({
  /** Whether its encoding lets labels through that were dealt out anew. */
  shuffled: ShuffleFinding,
});
/** What is known of the champion, and of the candidate beside its figures. */
export type NextAffiliateComparison = z.infer<typeof NextAffiliateComparison>;

/** Measures the champion, the model of `test`, by itself and against the candidate, row by row. */
export function measureNextAffiliateChampion(
  basis: NextAffiliateChampion['basis'],
  { candidate, ...test }: NextAffiliateTest & { readonly candidate: NextAffiliatePrediction },
  options: { seed: number; resamples: number },
): NextAffiliateChampion {
  const { customers, next, model } = test;
  const labelled = listLabelledRows(next);
  const hitsOf = ({ which }: NextAffiliatePrediction) => {
    const hits = markHits(which, next, 1);
    return Array.from(labelled, (row) => hits[row]!);
  };
  const lossesOf = (prediction: NextAffiliatePrediction) =>
    listLogLosses(listOutcomeProbabilities(prediction, next));
  const optionsFor = (use: string, groups: readonly string[]) => ({
    groups,
    resamples: options.resamples,
    random: createRandom(splitSeed(options.seed, `champion ${use}`)),
  });
  const owners = Array.from(labelled, (row) => customers[row]!);
  return {
    basis,
    evidence: measureNextAffiliate(test, options),
    logLoss: bootstrapMean(lossesOf(candidate), lossesOf(model), optionsFor('log-loss', customers)),
    score: bootstrapMean(hitsOf(candidate), hitsOf(model), optionsFor('hits', owners)),
  };
}
