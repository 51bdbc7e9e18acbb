import { expect, it } from 'vitest';
import { NIGHTLY_COMPARISON, NIGHTLY_LINE_UP, PROPENSITY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';

it('is a champion and two challengers, each complete and of another kind', () => {
  expect(NIGHTLY_LINE_UP).toHaveLength(3);
  for (const recipe of NIGHTLY_LINE_UP) expect(Recipe.parse(recipe)).toEqual(recipe);
  expect(new Set(NIGHTLY_LINE_UP.map(({ learner }) => learner)).size).toBe(3);
  expect(NIGHTLY_COMPARISON.repeats).toBeGreaterThan(1);
});

it('has the same learners for a question of a company, without a column for each place in the calendar', () => {
  expect(PROPENSITY_LINE_UP.map(({ learner }) => learner)).toEqual(
    NIGHTLY_LINE_UP.map(({ learner }) => learner),
  );
  expect(new Set(PROPENSITY_LINE_UP.map(({ encoding }) => encoding))).toEqual(new Set(['cyclic']));
});
