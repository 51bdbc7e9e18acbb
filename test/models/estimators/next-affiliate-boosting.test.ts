import { expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import { nextAffiliateBoosting } from '../../../models/estimators/next-affiliate-boosting.ts';
import { createMask } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';
import { requireLightgbm } from './lightgbm/machine-lightgbm.ts';
import { meanLogLoss, plantExpansion } from './planted-expansion.ts';

const defaults = nextAffiliateBoosting.params.parse({});

it('comes close to a planted truth and leaves the base rates behind', async (context) => {
  const lightgbm = requireLightgbm(context);
  const data = { training: plantExpansion(6_000, 11), validation: plantExpansion(1_500, 12) };
  const { features, used, next, truth } = plantExpansion(3_000, 13);
  const model = await nextAffiliateBoosting.fit(data, defaults, { lightgbm, random: createRandom(1) });
  const learned = meanLogLoss(model.predict(features, used), next);
  const rates = meanLogLoss(predictPopularity(fitPopularity(data.training), used), next);
  expect(learned - meanLogLoss(truth, next)).toBeLessThan(0.04);
  expect(rates - learned).toBeGreaterThan(0.2);
});

it('learns from a set that any of its members is right', async (context) => {
  const lightgbm = requireLightgbm(context);
  const columns = ['a', 'b', 'c'];
  // x is 1 where a or b comes, 0 where c comes.
  const rows = (count: number) => ({
    features: {
      rows: count,
      columns: ['x'],
      values: Float32Array.from({ length: count }, (_, row) => row % 2),
    },
    latest: new Int32Array(count).fill(-1),
    used: createMask(columns, new Array<string[]>(count).fill([])),
    next: createMask(
      columns,
      Array.from({ length: count }, (_, row) => (row % 2 ? ['a', 'b'] : ['c'])),
    ),
  });
  const model = await nextAffiliateBoosting.fit({ training: rows(400), validation: rows(100) }, defaults, {
    lightgbm,
    random: createRandom(1),
  });
  const { features, used } = rows(2);
  const { any, which } = model.predict(features, used);
  expect(any[0]).toBeGreaterThan(0.97);
  const [a0, b0, c0, a1, b1, c1] = which;
  expect(c0).toBeGreaterThan(0.9);
  expect([a1, b1].map((share) => share!.toFixed(1))).toEqual(['0.5', '0.5']);
  expect(Math.max(a0!, b0!, c1!)).toBeLessThan(0.1);
});

it('is content with base rates where validation has no outcome', async (context) => {
  const lightgbm = requireLightgbm(context);
  const training = plantExpansion(300, 1);
  const validation = plantExpansion(100, 2);
  const quiet = {
    ...validation,
    next: createMask(validation.next.columns, new Array<string[]>(100).fill([])),
  };
  const model = await nextAffiliateBoosting.fit({ training, validation: quiet }, defaults, {
    lightgbm,
    random: createRandom(1),
  });
  expect(model.state.trees.which).toBe('');
  const { which } = model.predict(validation.features, validation.used);
  const popular = predictPopularity(fitPopularity(training), validation.used).which;
  which.forEach((share, cell) => void expect(share).toBeCloseTo(popular[cell]!, 5));
});
