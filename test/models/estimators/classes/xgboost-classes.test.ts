import { expect, it } from 'vitest';
import {
  XgboostClassesParams,
  xgboostClasses,
} from '../../../../models/estimators/classes/xgboost-classes.ts';
import { createRandom } from '../../../../models/random.ts';
import { requireXgboost } from '../xgboost/machine-xgboost.ts';
import { measureAccuracy, plantClasses } from './planted-classes.ts';

const training = plantClasses(600, 1);
const test = plantClasses(400, 2);

it('as one shared tree of one round gives one score of each class per leaf, and finds what decides', async (context) => {
  const params = { rounds: 1, learningRate: 1, maxDepth: 2, lambda: 0, sharedTree: true };
  const score = await xgboostClasses.fit({ classes: 3, training }, XgboostClassesParams.parse(params), {
    random: createRandom(1),
    xgboost: requireXgboost(context),
  });
  const scores = score(test.features);
  const leaves = new Set(
    Array.from({ length: 400 }, (_, row) => [...scores.subarray(row * 3, (row + 1) * 3)].join()),
  );
  // A tree of depth 2 has four leaves; a tree for each class would make more of them together.
  expect(leaves.size).toBeLessThanOrEqual(4);
  expect(measureAccuracy(scores, test)).toBeGreaterThan(0.85);
});

it('counts weighted rows as often as their weight', async (context) => {
  const weight = training.label.map((label) => (label === 2 ? 1e6 : 1));
  const score = await xgboostClasses.fit(
    { classes: 3, training: { ...training, weight } },
    XgboostClassesParams.parse({ rounds: 1, maxDepth: 1 }),
    { random: createRandom(1), xgboost: requireXgboost(context) },
  );
  const share = test.label.filter((label) => label === 2).length / 400;
  expect(measureAccuracy(score(test.features), test)).toBeCloseTo(share, 5);
});
