import { z } from 'zod';
import { assertFinite, assertMatrix, type Matrix } from '../../matrix.ts';
import { computeLogLoss } from '../../metrics/log-loss.ts';
import type { SavableModel, SavedModel, SavedTensor } from '../learner.ts';
import { assertSameColumns, type BinaryData, countPositives } from './binary-data.ts';
import { applyCalibration, BinaryCalibration, fitBinaryCalibration } from './calibration.ts';

/** All of a binary model but its weights; plain JSON. */
export const BinaryModelState = z.strictObject({
  features: z.array(z.string()).min(1),
  calibration: BinaryCalibration,
  /** How it was trained; log-loss in nats per validation row, after calibration. */
  training: z.strictObject({
    rows: z.int(),
    positives: z.int(),
    epochs: z.int(),
    validationLogLoss: z.number(),
  }),
});
/** All of a binary model but its weights. */
export type BinaryModelState = z.infer<typeof BinaryModelState>;

/** Whether something will happen, for rows encoded as in training. */
export interface BinaryModel extends SavableModel {
  readonly state: BinaryModelState;
  /** P(label = 1), one for each row. */
  predict(features: Matrix): Float32Array;
}

/** The uncalibrated part: weights by name, and what they make of rows. Plain arithmetic, on any machine alike. */
export interface BinaryScorer {
  readonly format: string;
  readonly weights: Readonly<Record<string, SavedTensor>>;
  computeLogits(features: Matrix): Float64Array;
}

/** Calibrates a scorer that was just trained for `epochs` on `data`. */
export function calibrateScorer(
  scorer: BinaryScorer,
  { training, validation, latest }: BinaryData,
  epochs: number,
): BinaryModel {
  const score = ({ features, labels }: BinaryData['validation']) => ({
    logits: scorer.computeLogits(features),
    labels,
  });
  const scored = score(validation);
  const calibration = fitBinaryCalibration(scored, latest && score(latest));
  const probabilities = scored.logits.map((logit) => applyCalibration(calibration, logit));
  return createBinaryModel(scorer, {
    features: [...training.features.columns],
    calibration,
    training: {
      rows: training.labels.length,
      positives: countPositives(training.labels),
      epochs,
      validationLogLoss: computeLogLoss(probabilities, validation.labels)!,
    },
  });
}

/** The model of a scorer and its state. */
export function createBinaryModel(scorer: BinaryScorer, state: BinaryModelState): BinaryModel {
  for (const [name, { values }] of Object.entries(scorer.weights)) assertFinite(values, `weights ${name}`);
  return {
    state,
    predict: (features) => {
      assertMatrix(features, 'features');
      assertSameColumns(features, { columns: state.features }, 'features');
      const logits = scorer.computeLogits(features);
      return Float32Array.from(logits, (logit) => applyCalibration(state.calibration, logit));
    },
    save: () => ({
      format: scorer.format,
      json: structuredClone(state),
      weights: structuredClone(scorer.weights),
    }),
  };
}

/** Reads back what `save` wrote. `createScorer` builds the scorer from the weights, once their shapes are checked. */
export function loadBinaryModel(
  saved: SavedModel,
  format: string,
  createScorer: (weights: SavedModel['weights'], inputs: number) => BinaryScorer,
): BinaryModel {
  if (saved.format !== format) throw new Error(`invalid model format: ${saved.format} (expected ${format})`);
  const state = BinaryModelState.parse(saved.json);
  return createBinaryModel(createScorer(saved.weights, state.features.length), state);
}

/** The weight of that name; fails when it is not there or of another shape. */
export function takeWeight(
  weights: SavedModel['weights'],
  name: string,
  shape: readonly number[],
): Float32Array {
  const weight = weights[name];
  const size = shape.reduce((product, side) => product * side, 1);
  if (weight?.shape.join() !== shape.join() || weight.values.length !== size) {
    throw new Error(
      `invalid weights ${name}: shape ${weight?.shape.join(' × ') ?? 'missing'} (expected ${shape.join(' × ')})`,
    );
  }
  return weight.values;
}
