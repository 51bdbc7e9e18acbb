import { addDays, daysBetween } from '../days.ts';
import { encodeFeatures, fitFeatureEncoder } from '../encoders/feature-encoder.ts';
import type { FeatureSpec } from '../encoders/feature-table.ts';
import { type CandidatesContext, fitCandidates } from '../estimators/fit-candidates.ts';
import { nextAffiliateLearners } from '../estimators/index.ts';
import { markAnyNew, type NextAffiliateRows } from '../estimators/next-affiliate-data.ts';
import type { NextAffiliateModel } from '../estimators/next-affiliate-model.ts';
import { computeOutcomeLogLoss } from '../metrics/outcome-log-loss.ts';
import { OUTCOME_WINDOW_DAYS } from '../splits/split-snapshots.ts';
import { type DriftRows, measureDrift } from './drift.ts';
import { createEncodedModel, type EncodedNextAffiliateModel } from './encoded-model.ts';
import { NextAffiliateRecipe } from './next-affiliate-recipe.ts';
import type { SnapshotRows } from './snapshot-rows.ts';

/** Rows to learn from, and other customers' rows that stop and calibrate. */
export interface SnapshotData {
  readonly specs: readonly FeatureSpec[];
  readonly training: SnapshotRows;
  readonly validation: SnapshotRows;
}

/** The model of the learner with the least validation log-loss, and what each had, in nats per row. */
export interface FittedLearners {
  readonly chosen: EncodedNextAffiliateModel;
  readonly validationLogLosses: Readonly<Record<string, number>>;
}

/**
 * Learns the encoding of training rows, fits each learner that the machine has the library for, takes the best, and corrects
 * it for what drifts with the days.
 */
export async function fitLearners(
  { specs, training, validation }: SnapshotData,
  learners: readonly string[],
  context: CandidatesContext,
): Promise<FittedLearners> {
  const encoder = fitFeatureEncoder(specs, training.table);
  const encode = (rows: SnapshotRows) => ({ ...rows, features: encodeFeatures(encoder, rows.table) });
  const data = { training: encode(training), validation: encode(validation) };
  const { features, used, next } = data.validation;
  const { chosen, candidates } = await fitCandidates(
    nextAffiliateLearners.filter(({ name }) => learners.includes(name)),
    data,
    (model) => computeOutcomeLogLoss(model.predict(features, used), next),
    context,
  );
  const recipe = NextAffiliateRecipe.parse({ learner: chosen.name });
  const drift = measureDrift(dateRows(chosen.model, [data.training, data.validation]));
  return {
    chosen: createEncodedModel({ recipe, encoder, affiliates: used.columns, drift, model: chosen.model }),
    validationLogLosses: Object.fromEntries(
      candidates.map(({ name, validationLogLoss }) => [name, validationLogLoss]),
    ),
  };
}

/** All rows from the day on which the last of them has its outcome: the first on which the model can be asked. */
function dateRows(
  model: NextAffiliateModel,
  parts: ReadonlyArray<SnapshotRows & NextAffiliateRows>,
): DriftRows {
  const cuts = parts.flatMap((rows) => rows.cuts);
  const newest = cuts.reduce((latest, cut) => (cut > latest ? cut : latest));
  const until = addDays(newest, OUTCOME_WINDOW_DAYS);
  return {
    customers: parts.flatMap((rows) => rows.customers),
    days: cuts.map((cut) => daysBetween(until, cut)),
    any: Float32Array.from(
      parts.flatMap(({ features, used }) => Array.from(model.predict(features, used).any)),
    ),
    labels: Uint8Array.from(parts.flatMap(({ next }) => Array.from(markAnyNew(next)))),
  };
}
