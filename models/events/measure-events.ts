import { listOutcomeProbabilities, type NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import { bootstrapClasses } from '../metrics/bootstrap-classes.ts';
import { type Estimate, toEstimate } from '../metrics/bootstrap-estimate.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { markHits } from '../metrics/hit-at-k.ts';
import { pickTopClasses } from '../metrics/label-sets.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { computeMacroF1 } from '../metrics/macro-f1.ts';
import { computeWeightedF1 } from '../metrics/weighted-f1.ts';
import { createRandom, splitSeed } from '../random.ts';
import type { EventRows } from './event-rows.ts';
import { markGiveaways } from './mark-giveaways.ts';

/** Figures on test rows, each with its interval by customer; any member of a row's set is right. */
export type EventMetrics = {
  readonly accuracy: Estimate | null;
  readonly macro_f1: Estimate | null;
  readonly weighted_f1: Estimate | null;
  readonly hit_at_3: Estimate | null;
  /** Of the set, in nats. */
  readonly log_loss: Estimate | null;
  /** Accuracy less that of first-order transitions on the same rows. */
  readonly lead: Estimate | null;
  /** Accuracy on the rows that the originals' counts give away; null without any. */
  readonly giveaway_accuracy: Estimate | null;
};

/** Measures a prediction of test rows, and its lead over another one of the same rows. */
export function measureEvents(
  prediction: NextAffiliatePrediction,
  reference: NextAffiliatePrediction,
  { next, customers, table }: Pick<EventRows, 'next' | 'customers' | 'table'>,
  { seed, resamples }: { seed: number; resamples: number },
): EventMetrics {
  const options = (use: string) => ({
    groups: customers,
    resamples,
    random: createRandom(splitSeed(seed, use)),
  });
  const picks = pickTopClasses(prediction.which, next.columns.length);
  const hits = markHits(prediction.which, next, 1);
  const given = Array.from(markGiveaways({ next, table }).entries()).flatMap(([row, is]) =>
    is ? [row] : [],
  );
  const zeros = new Uint8Array(next.rows);
  const meanOf = (figures: ArrayLike<number>, use: string, than: ArrayLike<number> = zeros) =>
    toEstimate(bootstrapMean(figures, than, options(use)));
  return {
    accuracy: meanOf(hits, 'accuracy'),
    macro_f1: bootstrapClasses(picks, next, computeMacroF1, options('macro-f1')),
    weighted_f1: bootstrapClasses(picks, next, computeWeightedF1, options('weighted-f1')),
    hit_at_3: meanOf(markHits(prediction.which, next, 3), 'hit-at-3'),
    log_loss: meanOf(listLogLosses(listOutcomeProbabilities(prediction, next)), 'log-loss'),
    lead: meanOf(hits, 'lead', markHits(reference.which, next, 1)),
    giveaway_accuracy: toEstimate(
      bootstrapMean(
        given.map((row) => hits[row]!),
        new Uint8Array(given.length),
        { ...options('giveaways'), groups: given.map((row) => customers[row]!) },
      ),
    ),
  };
}
