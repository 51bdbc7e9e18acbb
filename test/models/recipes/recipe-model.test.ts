import { beforeAll, describe, expect, it } from 'vitest';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import type { LearnerLibraries } from '../../../models/estimators/learner.ts';
import { createRandom } from '../../../models/random.ts';
import { takeExamples } from '../../../models/recipes/examples.ts';
import { fitRecipe } from '../../../models/recipes/fit-recipe.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { loadRecipeModel, type RecipeModel } from '../../../models/recipes/recipe-model.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantExamples, SPECS } from './planted-examples.ts';

let libraries: LearnerLibraries;
beforeAll(async () => {
  libraries = { tf: (await loadTensorflow()).tf, ...openMachineLibraries() };
});

const training = plantExamples(1_500, 1);
const validation = plantExamples(500, 2);
const { table } = plantExamples(50, 3);

describe.each(NIGHTLY_LINE_UP)('$name of the nightly line-up', (recipe) => {
  let model: RecipeModel;
  beforeAll(async () => {
    const context = { ...libraries, random: createRandom(1) };
    model = await fitRecipe({ recipe, data: { specs: SPECS, training, validation } }, context);
  });

  it('predicts the same after it was saved and read back', () => {
    const saved = JSON.parse(JSON.stringify(model.save().json));
    const loaded = loadRecipeModel({ ...model.save(), json: saved }, libraries);
    expect(loaded.predict(table)).toEqual(model.predict(table));
    expect(loaded.recipe).toEqual(recipe);
  });

  it('explains each row by feature, all of its columns together: they add up to the log-odds', () => {
    const probabilities = model.predict(table);
    const { features, values, base } = model.explain(table);
    expect([...features].sort()).toEqual(SPECS.map(({ name }) => name).sort());
    for (let row = 0; row < table.rows; row++) {
      const parts = values.subarray(row * features.length, (row + 1) * features.length);
      const total = parts.reduce((sum, part) => sum + part, base[row]!);
      expect(total).toBeCloseTo(Math.log(probabilities[row]! / (1 - probabilities[row]!)), 3);
    }
  });

  it('speaks for those who came often, and hardly moves by noise', () => {
    const often = takeExamples(plantExamples(400, 4), [...Array(400).keys()]).table;
    const { features, values } = model.explain(often);
    const meanOf = (name: string, of: (part: number, row: number) => number) => {
      const place = features.indexOf(name);
      const parts = Array.from({ length: 400 }, (_, row) => of(values[row * features.length + place]!, row));
      return parts.reduce((sum, part) => sum + part, 0) / 400;
    };
    const visits = often.numbers.visits!;
    expect(meanOf('visits', (part, row) => (visits[row]! >= 12 ? part : -part))).toBeGreaterThan(0.2);
    expect(meanOf('noise', Math.abs)).toBeLessThan(meanOf('visits', Math.abs) / 3);
  });

  it('takes a category that training did not have', () => {
    const strange = { ...table, categories: { site: new Array<string>(50).fill('Z') } };
    expect(model.predict(strange).every((chance) => chance > 0 && chance < 1)).toBe(true);
  });
});

it('refuses models of other kinds', () => {
  expect(() => loadRecipeModel({ format: 'mlp-ensemble/1', json: null, weights: {} }, {})).toThrow(
    'invalid model format: mlp-ensemble/1 (expected recipe/1)',
  );
});
