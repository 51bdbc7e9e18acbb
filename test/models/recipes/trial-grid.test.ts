import { expect, it } from 'vitest';
import { TRIAL_FEATURES } from '../../../activities/trial/read-landmarks.ts';
import { binaryLearners } from '../../../models/estimators/binary/index.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import { TRIAL_GRID } from '../../../models/recipes/trial-grid.ts';

it('has the 25 runs of the spec, each a complete recipe', () => {
  expect(TRIAL_GRID).toHaveLength(25);
  expect(new Set(TRIAL_GRID.map(({ id }) => id)).size).toBe(25);
  const features = TRIAL_FEATURES.map(({ name }) => name);
  for (const { id, recipe } of TRIAL_GRID) {
    expect(Recipe.parse(recipe), id).toEqual(recipe);
    expect(features, id).toEqual(expect.arrayContaining(recipe.without));
    for (const setting of recipe.tuning)
      expect(() => binaryLearners[recipe.learner].params.parse(setting), id).not.toThrow();
  }
});

it('prints what the originals printed', () => {
  const of = (id: string) => TRIAL_GRID.find((run) => run.id === id)!;
  expect(of('CatBoost 2')).toMatchObject({ population: 'kept', original: { accuracy: 0.6473, f1: 0.2691 } });
  expect(of('LightGBM 4')).toMatchObject({ population: 'deleted', original: { accuracy: 0.625, f1: 0.76 } });
  expect(of('XGBoost 8').recipe).toMatchObject({ encoding: 'cyclic+one-hot', sampler: 'smote-tomek' });
  expect(of('RandomForest 1').recipe.tuning.length).toBeGreaterThan(1);
});
