import { binaryLearners } from '../../models/estimators/binary/index.ts';
import { crossValidate } from '../../models/recipes/cross-validate.ts';
import { joinExamples } from '../../models/recipes/examples.ts';
import { type HeldMetrics, measureHeld } from '../../models/recipes/measure-held.ts';
import type { Recipe } from '../../models/recipes/recipe.ts';
import { readExampleFile } from '../../platform/matrices/example-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLibraries } from './machine-libraries.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type CrossValidateInput = {
  features: string;
  training: string;
  validation: string;
  recipe: Recipe;
  folds: number;
  repeats: number;
  seed: number;
  resamples: number;
};

/** Cross-validate one recipe on the training period, which keeps this process busy, and measure what it predicted. */
export const runTask: RunTask<CrossValidateInput, HeldMetrics> = async (
  { features, training, validation, recipe, resamples, ...comparison },
  { onProgress },
) => {
  const { needs } = binaryLearners[recipe.learner];
  const { tf } = needs === 'tensorflow' ? await loadTensorflow() : { tf: undefined };
  const specs = await readFeatures(features);
  const examples = joinExamples(await readExampleFile(training), await readExampleFile(validation));
  const held = await crossValidate(
    recipe,
    { specs, examples },
    { ...comparison, tf, ...openMachineLibraries(), onProgress },
  );
  return measureHeld(held, examples, { seed: comparison.seed, resamples });
};
