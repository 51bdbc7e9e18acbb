import { fitTemperature } from '../calibration/temperature.ts';
import { encodeFeatures, type FeatureEncoderState, fitFeatureEncoder } from '../encoders/feature-encoder.ts';
import { takeTableRows } from '../encoders/feature-table.ts';
import { applyHeads } from '../estimators/apply-heads.ts';
import type { ClassRows as EncodedRows, ScoreClasses } from '../estimators/classes/class-learner.ts';
import { classLearners } from '../estimators/classes/index.ts';
import { listLabelPairs } from '../estimators/label-pairs.ts';
import type { FitContext } from '../estimators/learner.ts';
import type { NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import { LEAST_PROBABILITY } from '../metrics/log-loss.ts';
import { computeOutcomeLogLoss } from '../metrics/outcome-log-loss.ts';
import { balanceClasses } from '../samplers/class-weights.ts';
import { applySmoteClasses, type ClassRows } from '../samplers/smote-classes.ts';
import { splitFolds } from '../splits/split-folds.ts';
import { averagePredictions } from './average-predictions.ts';
import type { EventRecipe } from './event-recipe.ts';
import { type EventRows, listEventFeatures, takeEventRows } from './event-rows.ts';

/** Rows to learn from, and other customers' rows that choose a setting and say how sure to be. */
export interface EventData {
  readonly training: EventRows;
  readonly validation: EventRows;
}

/** A fitted recipe: P(which) of any rows, used affiliates masked. */
export interface EventModel {
  predict(rows: EventRows): NextAffiliatePrediction;
  /** The setting that validation rows chose; empty where there was nothing to choose. */
  readonly setting: EventRecipe['params'];
}

/** Makes a model by its recipe: each setting is fitted on training rows, validation rows choose and set the temperature. */
export async function fitEventRecipe(
  recipe: EventRecipe,
  { training, validation }: EventData,
  context: FitContext,
): Promise<EventModel> {
  const settings = recipe.tuning.length > 0 ? recipe.tuning : [{}];
  let best: { loss: number; model: EventModel } | null = null;
  for (const [place, setting] of settings.entries()) {
    const params = { ...recipe.params, ...setting };
    const onProgress = (fraction: number, note: string) =>
      context.onProgress?.((place + fraction) / settings.length, note);
    const score = await fitMembers({ ...recipe, params }, training, { ...context, onProgress });
    const model = calibrate(score, validation, setting);
    const loss = computeOutcomeLogLoss(model.predict(validation), validation.next);
    if (best === null || loss < best.loss) best = { loss, model };
  }
  return best!.model;
}

type Scorer = (rows: EventRows) => Float64Array;

/** One model, or one for each fold; the scores of several are the logarithms of their mean probabilities. */
async function fitMembers(recipe: EventRecipe, training: EventRows, context: FitContext): Promise<Scorer> {
  if (recipe.folds === 0) return fitMember(recipe, { training }, context);
  const folds = splitFolds(
    { customers: training.customers, labels: new Uint8Array(training.customers.length) },
    { folds: recipe.folds, random: context.random },
  );
  const members: Scorer[] = [];
  for (const [place, fold] of folds.entries()) {
    const data = {
      training: takeEventRows(
        training,
        [...fold.training, ...fold.validation].sort((a, b) => a - b),
      ),
      stopping: takeEventRows(training, fold.held),
    };
    const onProgress = (fraction: number, note: string) =>
      context.onProgress?.((place + fraction) / folds.length, `fold ${place + 1}: ${note}`);
    members.push(await fitMember(recipe, data, { ...context, onProgress }));
  }
  return (rows) => {
    const { which } = averagePredictions(members.map((score) => mask(score(rows), rows, 1)));
    return Float64Array.from(which, (probability) => Math.log(Math.max(probability, LEAST_PROBABILITY)));
  };
}

async function fitMember(
  recipe: EventRecipe,
  { training, stopping }: { training: EventRows; stopping?: EventRows },
  context: FitContext,
): Promise<Scorer> {
  const affiliates = training.next.columns;
  const learner = classLearners[recipe.learner];
  const specs = listEventFeatures(recipe.features, affiliates);
  const pairs = toPairs(training);
  const encoder = fitFeatureEncoder(specs, pairs.table, 'native');
  const sampled = recipe.sampler === 'smote-nc' ? applySmoteClasses(specs, pairs, context.random) : pairs;
  const weight =
    recipe.sampler === 'class-weights' ? balanceClasses(sampled.label, sampled.weight) : sampled.weight;
  const score: ScoreClasses = await learner.fit(
    {
      classes: affiliates.length,
      training: encode(encoder, { ...sampled, weight }),
      ...(stopping && { stopping: encode(encoder, toPairs(stopping)) }),
    },
    learner.params.parse(recipe.params),
    context,
  );
  return (rows) => score(encodeFeatures(encoder, rows.table));
}

/** A set of m labels is m rows of weight 1/m. */
function toPairs({ table, next }: EventRows): ClassRows {
  const pairs = listLabelPairs(next);
  return {
    table: takeTableRows(
      table,
      pairs.map(({ row }) => row),
    ),
    label: Float32Array.from(pairs, ({ label }) => label),
    weight: Float32Array.from(pairs, ({ weight }) => weight),
  };
}

function encode(encoder: FeatureEncoderState, { table, label, weight }: ClassRows): EncodedRows {
  return { features: encodeFeatures(encoder, table), label, weight };
}

function calibrate(score: Scorer, validation: EventRows, setting: EventRecipe['params']): EventModel {
  const validated = score(validation);
  const temperature = fitTemperature((candidate) =>
    computeOutcomeLogLoss(mask(validated, validation, candidate), validation.next),
  );
  return { setting, predict: (rows) => mask(score(rows), rows, temperature) };
}

/** Probabilities over the unused affiliates. */
function mask(which: Float64Array, { used }: EventRows, temperature: number): NextAffiliatePrediction {
  const any = new Float64Array(used.rows).fill(Number.POSITIVE_INFINITY);
  return applyHeads({ any, which }, used, { any: 1, which: temperature });
}
