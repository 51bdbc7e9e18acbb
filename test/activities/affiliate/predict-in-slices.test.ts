import { expect, it } from 'vitest';
import { predictInSlices } from '../../../activities/affiliate/predict-in-slices.ts';
import { createNextAffiliateNetModel } from '../../../models/estimators/next-affiliate-net-model.ts';
import { createNetwork } from '../../../models/estimators/two-head-network.ts';
import { createRandom } from '../../../models/random.ts';
import { plantExpansion } from '../../models/estimators/planted-expansion.ts';

const rows = plantExpansion(23, 1);
const model = createNextAffiliateNetModel(
  {
    features: [...rows.features.columns],
    affiliates: [...rows.used.columns],
    units: 4,
    temperatures: { any: 1, which: 1 },
    training: { rows: 10, outcomes: 5, epochs: 2, bestEpoch: 1, validationLogLoss: 1 },
  },
  createNetwork(
    { inputs: rows.features.columns.length, units: 4, anyRate: 0.5, classRates: [0.1, 0.2, 0.3, 0.2, 0.2] },
    createRandom(1),
  ),
);

it.each([1, 5, 23, 100])('predicts as at once, %i rows at a time', async (sliceRows) => {
  expect(await predictInSlices(model, rows, sliceRows)).toEqual(model.predict(rows.features, rows.used));
});

it('lets others have their turn between slices', async () => {
  const predicted: number[] = [];
  const counting = {
    ...model,
    predict: (...slice: Parameters<typeof model.predict>) => {
      predicted.push(slice[0].rows);
      return model.predict(...slice);
    },
  };
  let seen: number | undefined;
  setImmediate(() => {
    seen = predicted.length;
  });
  await predictInSlices(counting, rows, 10);
  expect([predicted, seen]).toEqual([[10, 10, 3], 1]);
});

it('predicts nothing for no rows', async () => {
  const none = plantExpansion(0, 1);
  expect((await predictInSlices(model, none)).any).toHaveLength(0);
});
