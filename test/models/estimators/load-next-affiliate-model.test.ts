import { expect, it } from 'vitest';
import { loadNextAffiliateModel } from '../../../models/estimators/load-next-affiliate-model.ts';
import { nextAffiliateBoosting } from '../../../models/estimators/next-affiliate-boosting.ts';
import { createNextAffiliateNetModel } from '../../../models/estimators/next-affiliate-net-model.ts';
import { createNetwork } from '../../../models/estimators/two-head-network.ts';
import { createMask, createMatrix } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';
import { requireLightgbm } from './lightgbm/machine-lightgbm.ts';
import { plantExpansion } from './planted-expansion.ts';

it('reads a network without any library', () => {
  const state = {
    features: ['x'],
    affiliates: ['a', 'b'],
    units: 2,
    temperatures: { any: 1, which: 1 },
    training: { rows: 10, outcomes: 5, epochs: 2, bestEpoch: 1, validationLogLoss: 1 },
  };
  const size = { inputs: 1, units: 2, anyRate: 0.5, classRates: [0.2, 0.8] };
  const model = createNextAffiliateNetModel(state, createNetwork(size, createRandom(1)));
  const rows = [createMatrix(1, ['x']), createMask(['a', 'b'], [[]])] as const;
  expect(loadNextAffiliateModel(model.save(), {}).predict(...rows)).toEqual(model.predict(...rows));
});

it('reads trees with LightGBM, and says so when it is missing', async (context) => {
  const lightgbm = requireLightgbm(context);
  const data = { training: plantExpansion(200, 1), validation: plantExpansion(100, 2) };
  const params = nextAffiliateBoosting.params.parse({ maxRounds: 5 });
  const model = await nextAffiliateBoosting.fit(data, params, { lightgbm, random: createRandom(1) });
  const { features, used } = data.validation;
  expect(loadNextAffiliateModel(model.save(), { lightgbm }).predict(features, used)).toEqual(
    model.predict(features, used),
  );
  expect(() => loadNextAffiliateModel(model.save(), {})).toThrow('no lightgbm (expected LightGBM)');
});

it('names the formats it knows', () => {
  expect(() => loadNextAffiliateModel({ format: 'other/1', json: {}, weights: {} }, {})).toThrow(
    'invalid model format: other/1 (expected one of next-affiliate-net/1, next-affiliate-boosting/1)',
  );
});
