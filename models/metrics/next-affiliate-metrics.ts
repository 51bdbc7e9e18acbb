import {
  type AffiliateHistory,
  listOutcomeProbabilities,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import { computeCalibration } from './calibration.ts';
import { countClasses } from './class-counts.ts';
import { markHits } from './hit-at-k.ts';
import { listLabelledRows, pickTopClasses } from './label-sets.ts';
import { listLogLosses } from './log-loss.ts';
import { computeMacroF1 } from './macro-f1.ts';
import { computeRocAuc } from './roc-auc.ts';
import { computeWilsonInterval } from './wilson-interval.ts';

/** Figures of one prediction of the next affiliate; null where the rows do not allow one. */
export interface NextAffiliateMetrics {
  /** Share of the rows with an outcome whose best-scored affiliate is in their set, with its 95 % Wilson interval. */
  hit_at_1: number | null;
  hit_at_1_low: number | null;
  hit_at_1_high: number | null;
  hit_at_3: number | null;
  hit_at_5: number | null;
  /** Over the affiliates with support among those rows. */
  macro_f1: number | null;
  /** −ln P(what happened) per row, rows without an outcome included, in nats. */
  log_loss: number | null;
  /** How well P(any) ranks the rows with an outcome above the others. */
  any_auc: number | null;
  /** Expected calibration error of P(any), 10 bins. */
  any_ece: number | null;
}

/** Measure a prediction against what happened. */
export function computeNextAffiliateMetrics(
  prediction: NextAffiliatePrediction,
  { next }: Pick<AffiliateHistory, 'next'>,
): NextAffiliateMetrics {
  const labelled = listLabelledRows(next).length;
  const hits = (k: number) => markHits(prediction.which, next, k).reduce((sum, hit) => sum + hit, 0);
  const share = (k: number) => (labelled === 0 ? null : hits(k) / labelled);
  const interval = labelled === 0 ? null : computeWilsonInterval(hits(1), labelled);
  const losses = listLogLosses(listOutcomeProbabilities(prediction, next));
  const anyNew = markAnyNew(next);
  return {
    hit_at_1: share(1),
    hit_at_1_low: interval?.low ?? null,
    hit_at_1_high: interval?.high ?? null,
    hit_at_3: share(3),
    hit_at_5: share(5),
    macro_f1: computeMacroF1(countClasses(pickTopClasses(prediction.which, next.columns.length), next)),
    log_loss: next.rows === 0 ? null : losses.reduce((sum, loss) => sum + loss, 0) / next.rows,
    any_auc: computeRocAuc(prediction.any, anyNew),
    any_ece: next.rows === 0 ? null : computeCalibration(prediction.any, anyNew).ece,
  };
}
