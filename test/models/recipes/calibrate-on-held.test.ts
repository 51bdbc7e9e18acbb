import { beforeAll, expect, it } from 'vitest';
import { toProbability } from '../../../models/estimators/binary/calibration.ts';
import type { LearnerLibraries } from '../../../models/estimators/learner.ts';
import { createRandom } from '../../../models/random.ts';
import { calibrateOnHeld } from '../../../models/recipes/calibrate-on-held.ts';
import { fitRecipe } from '../../../models/recipes/fit-recipe.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import type { RecipeModel } from '../../../models/recipes/recipe-model.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantExamples, SPECS } from './planted-examples.ts';

const ROWS = 21_000;
const training = plantExamples(400, 1);
const validation = plantExamples(200, 2);
const recipe = Recipe.parse({ name: 'logistic', learner: 'logistic-regression', encoding: 'cyclic' });

let model: RecipeModel;
beforeAll(async () => {
  const libraries: LearnerLibraries = { tf: (await loadTensorflow()).tf };
  model = await fitRecipe(
    { recipe, data: { specs: SPECS, training, validation } },
    { ...libraries, random: createRandom(1) },
  );
});

/** Rows whose outcome has the log-odds .6 × logit + intercept, the newest third with an intercept of its own. */
function plantHeld({ intercept, latest }: { intercept: number; latest: number }) {
  const random = createRandom(4);
  const logits = Float64Array.from({ length: ROWS }, () => 1.5 * random.normal());
  const isLatest = (row: number) => row >= (2 / 3) * ROWS;
  return {
    held: { logits },
    examples: {
      labels: Uint8Array.from(logits, (logit, row) =>
        random.next() < toProbability(0.6 * logit + (isLatest(row) ? latest : intercept)) ? 1 : 0,
      ),
      decidedOn: Array.from(logits, (_, row) => (isLatest(row) ? '2021-06-02' : '2021-06-01')),
    },
  };
}

/** Slope and intercept that lead from the model's log-odds to its probabilities. */
function readCalibration(calibrated: RecipeModel) {
  const [first, second] = calibrated.computeLogits(validation.table);
  const [low, high] = Array.from(calibrated.predict(validation.table).slice(0, 2), (probability) =>
    Math.log(probability / (1 - probability)),
  );
  const slope = (high! - low!) / (second! - first!);
  return { slope, intercept: low! - slope * first! };
}

it('finds the line that was planted', () => {
  const { held, examples } = plantHeld({ intercept: -1, latest: -1 });
  const { slope, intercept } = readCalibration(calibrateOnHeld(model, held, examples));
  // Standard errors: about .015 for the slope of 21,000 rows, .03 for the intercept of 7,000.
  expect(Math.abs(slope - 0.6)).toBeLessThan(0.05);
  expect(Math.abs(intercept + 1)).toBeLessThan(0.1);
});

it('takes the intercept of the newest rows', () => {
  const { held, examples } = plantHeld({ intercept: -1, latest: 0.5 });
  const { intercept } = readCalibration(calibrateOnHeld(model, held, examples));
  expect(Math.abs(intercept - 0.5)).toBeLessThan(0.1);
});

it('leaves the log-odds as they were, and the model that it was given', () => {
  const before = readCalibration(model);
  const { held, examples } = plantHeld({ intercept: -1, latest: -1 });
  const calibrated = calibrateOnHeld(model, held, examples);
  expect(calibrated.computeLogits(validation.table)).toEqual(model.computeLogits(validation.table));
  expect(readCalibration(model)).toEqual(before);
  expect(readCalibration(calibrated).intercept).toBeLessThan(-0.8);
});

it('counts each row once, whatever later repeats said of it', () => {
  const { held, examples } = plantHeld({ intercept: 0, latest: 0 });
  const repeated = { logits: Float64Array.from([...held.logits, ...held.logits.map((logit) => -logit)]) };
  const once = readCalibration(calibrateOnHeld(model, held, examples));
  expect(readCalibration(calibrateOnHeld(model, repeated, examples))).toEqual(once);
});
