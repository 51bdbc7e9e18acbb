import { beforeAll, expect, it } from 'vitest';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import type { LearnerLibraries } from '../../../models/estimators/learner.ts';
import { computeLogLoss } from '../../../models/metrics/log-loss.ts';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';
import { createRandom } from '../../../models/random.ts';
import { crossValidate } from '../../../models/recipes/cross-validate.ts';
import type { Examples } from '../../../models/recipes/examples.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantExamples, SPECS } from './planted-examples.ts';

let libraries: LearnerLibraries;
beforeAll(async () => {
  libraries = { tf: (await loadTensorflow()).tf, ...openMachineLibraries() };
});

const LOGISTIC = Recipe.parse({
  name: 'logistic',
  learner: 'logistic-regression',
  encoding: 'cyclic',
});
const validate = (examples: Examples, recipe = LOGISTIC, { repeats = 1, seed = 1 } = {}) =>
  crossValidate(recipe, { specs: SPECS, examples }, { folds: 4, repeats, seed, ...libraries });

it('predicts every row once a repeat, nearly as well as the truth does', async () => {
  const examples = plantExamples(1_200, 1);
  const held = await validate(examples, LOGISTIC, { repeats: 2 });
  expect(held.probabilities).toHaveLength(2_400);
  for (const repeat of [0, 1]) {
    const part = held.probabilities.subarray(1_200 * repeat, 1_200 * (repeat + 1));
    expect(computeRocAuc(part, examples.labels)!).toBeGreaterThan(
      computeRocAuc(examples.truth, examples.labels)! - 0.02,
    );
    expect(computeLogLoss(part, examples.labels)!).toBeLessThan(
      computeLogLoss(examples.truth, examples.labels)! + 0.02,
    );
  }
  expect(held.probabilities.subarray(0, 1_200)).not.toEqual(held.probabilities.subarray(1_200));
});

it.each(['none', 'class-weights', 'smote-tomek'] as const)(
  'finds nothing in shuffled labels: %s',
  async (sampler) => {
    const planted = plantExamples(900, 2);
    const examples = { ...planted, labels: Uint8Array.from(createRandom(3).shuffle(planted.labels)) };
    const { probabilities } = await validate(examples, { ...LOGISTIC, sampler });
    // Seen rows in training, an encoder or a made row would lift this far above chance.
    expect(Math.abs(computeRocAuc(probabilities, examples.labels)! - 0.5)).toBeLessThan(0.06);
  },
);

it('is the same for one seed, and deals every recipe the same folds', async () => {
  const examples = plantExamples(400, 4);
  const first = await validate(examples);
  expect(await validate(examples)).toEqual(first);
  expect((await validate(examples, LOGISTIC, { seed: 2 })).probabilities).not.toEqual(first.probabilities);
  // Chance has no part in this learner, so a change of name alone could only show in the folds.
  expect(await validate(examples, { ...LOGISTIC, name: 'other' })).toEqual(first);
});

it('leaves out the features that a recipe does without', async () => {
  const examples = plantExamples(400, 4);
  const blind = { ...LOGISTIC, without: ['visits', 'is_weekend', 'month', 'site'] };
  const { probabilities } = await validate(examples, blind);
  expect(Math.abs(computeRocAuc(probabilities, examples.labels)! - 0.5)).toBeLessThan(0.1);
});
