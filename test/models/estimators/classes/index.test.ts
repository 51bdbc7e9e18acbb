import { describe, expect, it, type TestContext } from 'vitest';
import { ClassLearnerName, classLearners } from '../../../../models/estimators/classes/index.ts';
import { createRandom } from '../../../../models/random.ts';
import { requireLightgbm } from '../lightgbm/machine-lightgbm.ts';
import { requireXgboost } from '../xgboost/machine-xgboost.ts';
import { measureAccuracy, plantClasses } from './planted-classes.ts';

const training = plantClasses(600, 1);
const test = plantClasses(400, 2);

describe.each(ClassLearnerName.options)('%s', (name) => {
  const learner = classLearners[name];
  /** A fourth class is in no row. */
  const learn = (context: TestContext, change: object = {}, seed = 1) =>
    learner.fit({ classes: 4, training, ...change }, learner.params.parse({}), {
      random: createRandom(seed),
      ...(learner.needs === 'xgboost'
        ? { xgboost: requireXgboost(context) }
        : { lightgbm: requireLightgbm(context) }),
    });

  it('is called by its name and has a complete set of defaults', () => {
    expect(learner.name).toBe(name);
    expect(() => learner.params.parse({})).not.toThrow();
  });

  it('learns what decides, with a score for every class of every row', async (context) => {
    const score = await learn(context, { stopping: plantClasses(300, 3) });
    const scores = score(test.features);
    expect(scores).toHaveLength(4 * 400);
    expect(measureAccuracy(scores, test)).toBeGreaterThan(0.85);
    expect(score({ ...test.features, rows: 0, values: new Float32Array(0) })).toHaveLength(0);
  });

  it('gives the same scores by the same seed, and lets no class without rows lead', async (context) => {
    const [first, second] = [await learn(context), await learn(context)].map((score) => score(test.features));
    expect(first).toEqual(second);
    expect(first!.every(Number.isFinite)).toBe(true);
    for (let row = 0; row < 400; row++) {
      expect(Math.max(...first!.subarray(row * 4, row * 4 + 3))).toBeGreaterThan(first![row * 4 + 3]!);
    }
  });

  it('leaves its rows alone', async (context) => {
    const before = structuredClone(training);
    await learn(context);
    expect(training).toEqual(before);
  });

  it('refuses a label that is no class', async (context) => {
    const label = training.label.map((one, row) => (row === 7 ? 4 : one));
    await expect(learn(context, { training: { ...training, label } })).rejects.toThrow(
      'invalid training rows: label 4 in row 7 (expected a class from 0 to 3)',
    );
  });
});
