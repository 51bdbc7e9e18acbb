import type { FeatureSpec } from '../encoders/feature-table.ts';
import type { LearnerLibraries } from '../estimators/learner.ts';
import { flagRows } from '../metrics/binary-counts.ts';
import { chooseThreshold } from '../metrics/choose-threshold.ts';
import { createRandom, splitSeed } from '../random.ts';
import { splitFolds } from '../splits/split-folds.ts';
import { type Examples, takeExamples } from './examples.ts';
import { fitRecipe } from './fit-recipe.ts';
import type { Recipe } from './recipe.ts';

/** How often and how finely rows are dealt into folds; the same for all recipes that are compared. */
export interface CrossValidation extends LearnerLibraries {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  readonly onProgress?: (fraction: number, note: string) => void | Promise<void>;
}

/**
 * What models say of rows that they have not seen: entry `repeat × rows + row`. Flags are at the thresholds that each
 * fold's validation rows chose.
 */
export interface HeldPredictions {
  readonly repeats: number;
  readonly probabilities: Float32Array;
  /** Log-odds before each fold's calibration. */
  readonly logits: Float64Array;
  readonly accuracyFlags: Uint8Array;
  readonly f1Flags: Uint8Array;
}

/**
 * Repeated cross-validation of a recipe by customer: encoder, sampling, early stopping, calibration and thresholds are
 * all made anew inside each fold, without its held rows. Equal seeds deal equal folds, so recipes are compared in pairs.
 */
export async function crossValidate(
  recipe: Recipe,
  { specs, examples }: { specs: readonly FeatureSpec[]; examples: Examples },
  { folds, repeats, seed, onProgress, ...libraries }: CrossValidation,
): Promise<HeldPredictions> {
  const rows = examples.labels.length;
  const held = {
    repeats,
    probabilities: new Float32Array(repeats * rows),
    logits: new Float64Array(repeats * rows),
    accuracyFlags: new Uint8Array(repeats * rows),
    f1Flags: new Uint8Array(repeats * rows),
  };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const dealt = splitFolds(examples, { folds, random: createRandom(splitSeed(seed, `folds ${repeat}`)) });
    for (const [number, fold] of dealt.entries()) {
      const validation = takeExamples(examples, fold.validation);
      const training = takeExamples(examples, fold.training);
      const model = await fitRecipe(
        { recipe, data: { specs, training, validation } },
        { ...libraries, random: createRandom(splitSeed(seed, `${recipe.name} ${repeat} ${number}`)) },
      );
      const validated = model.predict(validation.table);
      const { table } = takeExamples(examples, fold.held);
      const predicted = model.predict(table);
      const logits = model.computeLogits(table);
      const flagBy = (aim: 'accuracy' | 'f1') =>
        flagRows(predicted, chooseThreshold(validated, validation.labels, aim));
      const accuracyFlags = flagBy('accuracy');
      const f1Flags = flagBy('f1');
      for (const [place, row] of fold.held.entries()) {
        const entry = repeat * rows + row;
        held.probabilities[entry] = predicted[place]!;
        held.logits[entry] = logits[place]!;
        held.accuracyFlags[entry] = accuracyFlags[place]!;
        held.f1Flags[entry] = f1Flags[place]!;
      }
      await onProgress?.(
        (repeat * folds + number + 1) / (repeats * folds),
        `repeat ${repeat + 1} of ${repeats}, fold ${number + 1} of ${folds}`,
      );
    }
  }
  return held;
}
