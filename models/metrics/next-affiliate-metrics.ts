import {
  type AffiliateHistory,
  listOutcomeProbabilities,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import { takeRows } from '../matrix.ts';
import type { Random } from '../random.ts';
import { bootstrapAuc } from './bootstrap-auc.ts';
import { estimateMacroF1 } from './bootstrap-macro-f1.ts';
import { estimateMean } from './bootstrap-mean.ts';
import { computeCalibration } from './calibration.ts';
import { markHits } from './hit-at-k.ts';
import { listLabelledRows, pickTopClasses } from './label-sets.ts';
import { listLogLosses } from './log-loss.ts';
import { computeWilsonInterval } from './wilson-interval.ts';

/** Figures of one prediction of the next affiliate, each with its 95 % interval; null where the rows do not allow one. */
export interface NextAffiliateMetrics {
  /** Share of the rows with an outcome whose k best-scored affiliates have one of their set; intervals are Wilson's. */
  hit_at_1: number | null;
  hit_at_1_low: number | null;
  hit_at_1_high: number | null;
  hit_at_3: number | null;
  hit_at_3_low: number | null;
  hit_at_3_high: number | null;
  hit_at_5: number | null;
  hit_at_5_low: number | null;
  hit_at_5_high: number | null;
  /** Over the affiliates with support among those rows; this interval and the next are bootstrapped. */
  macro_f1: number | null;
  macro_f1_low: number | null;
  macro_f1_high: number | null;
  /** −ln P(what happened) per row, rows without an outcome included, in nats. */
  log_loss: number | null;
  log_loss_low: number | null;
  log_loss_high: number | null;
  /** How well P(any) ranks the rows with an outcome above the others. */
  any_auc: number | null;
  any_auc_low: number | null;
  any_auc_high: number | null;
  /** Expected calibration error of P(any), 10 bins. */
  any_ece: number | null;
}

/** Measure a prediction against what happened; every row is of another customer. */
export function computeNextAffiliateMetrics(
  prediction: NextAffiliatePrediction,
  { next }: Pick<AffiliateHistory, 'next'>,
  { random, resamples = 500 }: { random: Random; resamples?: number },
): NextAffiliateMetrics {
  const labelled = listLabelledRows(next);
  const losses = listLogLosses(listOutcomeProbabilities(prediction, next));
  const anyNew = markAnyNew(next);
  const picks = pickTopClasses(prediction.which, next.columns.length);
  const optionsFor = (rows: number) => ({
    groups: Int32Array.from({ length: rows }, (_, row) => row),
    random,
    resamples,
  });
  const hitWithin = (k: number) => {
    const hits = markHits(prediction.which, next, k).reduce((sum, hit) => sum + hit, 0);
    if (labelled.length === 0) return null;
    return { value: hits / labelled.length, ...computeWilsonInterval(hits, labelled.length) };
  };
  return {
    ...nameFigure('hit_at_1', hitWithin(1)),
    ...nameFigure('hit_at_3', hitWithin(3)),
    ...nameFigure('hit_at_5', hitWithin(5)),
    ...nameFigure(
      'macro_f1',
      estimateMacroF1(
        Int32Array.from(labelled, (row) => picks[row]!),
        takeRows(next, labelled),
        optionsFor(labelled.length),
      ),
    ),
    ...nameFigure('log_loss', estimateMean(losses, optionsFor(next.rows))),
    ...nameFigure('any_auc', bootstrapAuc(prediction.any, anyNew, optionsFor(next.rows))),
    any_ece: next.rows === 0 ? null : computeCalibration(prediction.any, anyNew).ece,
  };
}

type Limits<Name extends string> = Record<Name | `${Name}_low` | `${Name}_high`, number | null>;

function nameFigure<Name extends string>(
  name: Name,
  found: { value: number; low: number; high: number } | null,
): Limits<Name> {
  const { value = null, low = null, high = null } = found ?? {};
  return { [name]: value, [`${name}_low`]: low, [`${name}_high`]: high } as Limits<Name>;
}
