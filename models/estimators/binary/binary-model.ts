import { z } from 'zod';
import { assertFinite, assertMatrix, type Matrix } from '../../matrix.ts';
import { computeLogLoss } from '../../metrics/log-loss.ts';
import type { SavableModel, SavedModel, SavedTensor } from '../learner.ts';
import { assertSameColumns, type BinaryData, countPositives } from './binary-data.ts';
import { applyCalibration, BinaryCalibration, fitBinaryCalibration } from './calibration.ts';

/** All of a binary model but its weights and trees; plain JSON. */
export const BinaryModelState = z.strictObject({
  features: z.array(z.string()).min(1),
  /** Positions of features that hold codes. */
  categorical: z.array(z.int().nonnegative()),
  calibration: BinaryCalibration,
  /** How it was trained; log-loss in nats per validation row, after calibration. */
  training: z.strictObject({
    rows: z.int(),
    positives: z.int(),
    /** Passes over the rows, or rounds of trees that were kept. */
    epochs: z.int(),
    validationLogLoss: z.number(),
  }),
});
/** All of a binary model but its weights and trees. */
export type BinaryModelState = z.infer<typeof BinaryModelState>;

/** Trees in their library's own text, and how many rounds of them. */
export const SavedTrees = z.strictObject({ text: z.string().min(1), rounds: z.int().positive() });
/** Trees in their library's own text, and how many rounds of them. */
export type SavedTrees = z.infer<typeof SavedTrees>;

const BinaryModelJson = z.strictObject({ ...BinaryModelState.shape, trees: SavedTrees.optional() });

/** Whether something will happen, for rows encoded as in training. */
export interface BinaryModel extends SavableModel {
  readonly state: BinaryModelState;
  /** P(label = 1), one for each row. */
  predict(features: Matrix): Float32Array;
  /** Log-odds before calibration, one for each row. */
  computeLogits(features: Matrix): Float64Array;
  /** The same model with another calibration. */
  recalibrate(calibration: BinaryCalibration): BinaryModel;
  /**
   * Why: rows × (columns + 1), row-major. What each column adds to the log-odds of its row, and last the base that all
   * rows share; a line adds up to logit P(label = 1).
   */
  explain(features: Matrix): Float64Array;
}

/** What was learned: weights by name, and trees if there are any. */
export interface BinaryParts {
  readonly weights: Readonly<Record<string, SavedTensor>>;
  readonly trees?: SavedTrees | undefined;
}

/** The uncalibrated part: what was learned, and what it makes of rows. */
export interface BinaryScorer extends BinaryParts {
  readonly format: string;
  /** Log-odds, one for each row. */
  computeLogits(features: Matrix): Float64Array;
  /** Rows × (columns + 1), row-major, the base last; a line adds up to the row's logit. */
  explainLogits(features: Matrix): Float64Array;
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
    categorical: [...(training.features.categorical ?? [])],
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
  const { calibration } = state;
  const assertKnown = (features: Matrix) => {
    assertMatrix(features, 'features');
    assertSameColumns(features, { columns: state.features, categorical: state.categorical }, 'features');
  };
  return {
    state,
    predict: (features) => {
      assertKnown(features);
      const logits = scorer.computeLogits(features);
      return Float32Array.from(logits, (logit) => applyCalibration(calibration, logit));
    },
    computeLogits: (features) => {
      assertKnown(features);
      return scorer.computeLogits(features);
    },
    recalibrate: (other) => createBinaryModel(scorer, { ...state, calibration: other }),
    explain: (features) => {
      assertKnown(features);
      const parts = scorer.explainLogits(features).map((part) => calibration.slope * part);
      const width = state.features.length + 1;
      for (let base = width - 1; base < parts.length; base += width) parts[base]! += calibration.intercept;
      return parts;
    },
    save: () => ({
      format: scorer.format,
      json: structuredClone({ ...state, ...(scorer.trees && { trees: scorer.trees }) }),
      weights: structuredClone(scorer.weights),
    }),
  };
}

/** Reads back what `save` wrote. `createScorer` builds the scorer from its parts, once the shapes of weights are checked. */
export function loadBinaryModel(
  saved: SavedModel,
  format: string,
  createScorer: (parts: BinaryParts, inputs: number) => BinaryScorer,
): BinaryModel {
  if (saved.format !== format) throw new Error(`invalid model format: ${saved.format} (expected ${format})`);
  const { trees, ...state } = BinaryModelJson.parse(saved.json);
  return createBinaryModel(createScorer({ weights: saved.weights, trees }, state.features.length), state);
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

/** The trees, certain to be there. */
export function takeTrees({ trees }: BinaryParts): SavedTrees {
  if (trees === undefined) throw new Error('invalid model: no trees (expected text and rounds)');
  return trees;
}
