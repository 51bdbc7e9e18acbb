import { z } from 'zod';
import {
  encodeFeatures,
  FeatureEncoderState,
  listColumnFeatures,
  listMissingFeatures,
} from '../encoders/feature-encoder.ts';
import type { FeatureTable } from '../encoders/feature-table.ts';
import type { BinaryModel } from '../estimators/binary/binary-model.ts';
import type { BinaryCalibration } from '../estimators/binary/calibration.ts';
import { binaryLearners } from '../estimators/binary/index.ts';
import type { LearnerLibraries, SavableModel, SavedModel } from '../estimators/learner.ts';
import type { Matrix } from '../matrix.ts';
import { Recipe } from './recipe.ts';

const FORMAT = 'recipe/1';

/** All of a recipe's model but its weights: the recipe, the encoding that training taught, and the learner's own part. */
const RecipeModelState = z.strictObject({
  recipe: Recipe,
  encoder: FeatureEncoderState,
  model: z.strictObject({ format: z.string(), json: z.json() }),
});

/** What each feature adds to a row's log-odds; with `base` they add up to the logit of its probability. */
export interface Contributions {
  readonly features: readonly string[];
  /** Row-major, rows × features. */
  readonly values: Float64Array;
  /** One for each row: where the features start from. */
  readonly base: Float64Array;
}

/** A fitted recipe: it takes rows as they come, before any encoding. */
export interface RecipeModel extends SavableModel {
  readonly recipe: Recipe;
  /** P(label = 1), one for each row. */
  predict(table: FeatureTable): Float32Array;
  /** Features that it reads and a table lacks. */
  listMissing(table: FeatureTable): string[];
  /** The rows as its learner sees them, and for each column the feature it comes from. */
  encode(table: FeatureTable): { features: Matrix; sources: readonly string[] };
  /** Log-odds before calibration, one for each row. */
  computeLogits(table: FeatureTable): Float64Array;
  /** The same model with another calibration. */
  recalibrate(calibration: BinaryCalibration): RecipeModel;
  /** P(label = 1) of rows that are encoded already. */
  predictEncoded(features: Matrix): Float32Array;
  /** What each feature, all its encoded columns together, adds to each row's log-odds. */
  explain(table: FeatureTable): Contributions;
}

/** The model of a recipe from its fitted parts. */
export function createRecipeModel(parts: {
  readonly recipe: Recipe;
  readonly encoder: FeatureEncoderState;
  readonly model: BinaryModel;
}): RecipeModel {
  const { recipe, encoder, model } = parts;
  return {
    recipe,
    predict: (table) => model.predict(encodeFeatures(encoder, table)),
    computeLogits: (table) => model.computeLogits(encodeFeatures(encoder, table)),
    recalibrate: (calibration) =>
      createRecipeModel({ recipe, encoder, model: model.recalibrate(calibration) }),
    listMissing: (table) => listMissingFeatures(encoder, table),
    encode: (table) => ({
      features: encodeFeatures(encoder, table),
      sources: listColumnFeatures(encoder),
    }),
    predictEncoded: (features) => model.predict(features),
    explain: (table) =>
      joinColumns(listColumnFeatures(encoder), model.explain(encodeFeatures(encoder, table))),
    save: () => {
      const { format, json, weights } = model.save();
      return { format: FORMAT, json: { recipe, encoder, model: { format, json } }, weights };
    },
  };
}

/** Reads back what `save` wrote. */
export function loadRecipeModel(saved: SavedModel, libraries: LearnerLibraries): RecipeModel {
  if (saved.format !== FORMAT) {
    throw new Error(`invalid model format: ${saved.format} (expected ${FORMAT})`);
  }
  const { recipe, encoder, model } = RecipeModelState.parse(saved.json);
  const learner = binaryLearners[recipe.learner];
  return createRecipeModel({
    recipe,
    encoder,
    model: learner.load({ ...model, weights: saved.weights }, libraries),
  });
}

/** @param sources feature of each encoded column; @param values rows × (columns + 1), the base last */
function joinColumns(sources: readonly string[], values: Float64Array): Contributions {
  const features = [...new Set(sources)];
  const places = sources.map((source) => features.indexOf(source));
  const width = sources.length + 1;
  const rows = values.length / width;
  const joined = new Float64Array(rows * features.length);
  const base = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (const [column, place] of places.entries()) {
      joined[row * features.length + place]! += values[row * width + column]!;
    }
    base[row] = values[row * width + sources.length]!;
  }
  return { features, values: joined, base };
}
