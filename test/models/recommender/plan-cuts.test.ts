import { expect, it } from 'vitest';
import { listTrainingCuts, planCuts } from '../../../models/recommender/plan-cuts.ts';

it.each([
  [-365, { test: -92, choice: -184 }],
  [-270, { test: -92, choice: null }],
  [-198, { test: -92, choice: null }],
  [-197, { test: null, choice: null }],
  [0, { test: null, choice: null }],
])('a history from day %i is tested and chosen on %o', (firstDay, cuts) => {
  expect(planCuts(firstDay)).toEqual(cuts);
});

it('takes no example whose outcome was not known on the day of the cut', () => {
  for (const { cut, until } of listTrainingCuts(-92, -400)) {
    expect(cut).toBeLessThan(until);
    expect(until).toBeLessThanOrEqual(-92);
    expect(until - cut).toBeLessThanOrEqual(92);
  }
  expect(listTrainingCuts(-92, -365).map(({ cut }) => cut)).toEqual([-275, -184, -153]);
});
