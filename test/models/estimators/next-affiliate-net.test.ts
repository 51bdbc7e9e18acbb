import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import { nextAffiliateNet } from '../../../models/estimators/next-affiliate-net.ts';
import { createMask } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';
import { meanLogLoss, plantExpansion } from './planted-expansion.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

it('comes close to a planted truth and leaves the base rates behind', async () => {
  const data = { training: plantExpansion(6_000, 11), validation: plantExpansion(1_500, 12) };
  const { features, used, next, truth } = plantExpansion(3_000, 13);
  const model = await nextAffiliateNet.fit(data, nextAffiliateNet.params.parse({}), {
    tf,
    random: createRandom(1),
  });
  const learned = meanLogLoss(model.predict(features, used), next);
  const rates = meanLogLoss(predictPopularity(fitPopularity(data.training), used), next);
  expect(learned - meanLogLoss(truth, next)).toBeLessThan(0.02);
  expect(rates - learned).toBeGreaterThan(0.2);
});

it('says less sure what an overfitted network says too surely', async () => {
  const data = { training: plantExpansion(150, 1), validation: plantExpansion(2_000, 2) };
  const params = nextAffiliateNet.params.parse({
    weightDecay: 0,
    dropout: 0,
    learningRate: 0.02,
    maxEpochs: 1,
    batchRows: 1,
    maxBatches: 150,
  });
  const model = await nextAffiliateNet.fit(data, params, { tf, random: createRandom(1) });
  const { any, which } = model.state.temperatures;
  expect(Math.min(any, which)).toBeGreaterThan(1.05);
  const { features, used, next } = plantExpansion(2_000, 3);
  const { format, json, weights } = model.save();
  const raw = nextAffiliateNet.load(
    { format, json: { ...(json as object), temperatures: { any: 1, which: 1 } }, weights },
    {},
  );
  expect(meanLogLoss(model.predict(features, used), next)).toBeLessThan(
    meanLogLoss(raw.predict(features, used), next),
  );
});

it('takes larger batches where there would be too many', async () => {
  const data = { training: plantExpansion(400, 1), validation: plantExpansion(100, 2) };
  const fitWith = async (params: object) => {
    const complete = nextAffiliateNet.params.parse({ maxEpochs: 1, units: 4, ...params });
    return (await nextAffiliateNet.fit(data, complete, { tf, random: createRandom(1) })).save().weights;
  };
  const halves = await fitWith({ batchRows: 200 });
  expect(await fitWith({ batchRows: 10, maxBatches: 2 })).toEqual(halves);
  expect(await fitWith({ batchRows: 10 })).not.toEqual(halves);
});

it('learns from a set that any of its members is right', async () => {
  const columns = ['a', 'b', 'c'];
  const rows = (count: number) => ({
    features: { rows: count, columns: ['x'], values: new Float32Array(count) },
    latest: new Int32Array(count).fill(-1),
    used: createMask(columns, new Array<string[]>(count).fill([])),
    next: createMask(
      columns,
      Array.from({ length: count }, (_, row) => (row % 2 ? ['c'] : ['a', 'b'])),
    ),
  });
  const model = await nextAffiliateNet.fit(
    { training: rows(400), validation: rows(100) },
    nextAffiliateNet.params.parse({ learningRate: 0.02 }),
    { tf, random: createRandom(1) },
  );
  const { any, which } = model.predict(rows(1).features, rows(1).used);
  expect(any[0]).toBeGreaterThan(0.97);
  expect(which[0]! + which[1]!).toBeCloseTo(0.5, 1);
  expect(which[2]).toBeCloseTo(0.5, 1);
});

it('refuses training rows without an outcome, and no validation rows', async () => {
  const small = { training: plantExpansion(50, 1), validation: plantExpansion(20, 2) };
  const fitting = (data: typeof small) =>
    nextAffiliateNet.fit(data, nextAffiliateNet.params.parse({}), { tf, random: createRandom(1) });
  const without = { ...small.training.next, values: new Uint8Array(250) };
  await expect(fitting({ ...small, training: { ...small.training, next: without } })).rejects.toThrow(
    'none has a new affiliate',
  );
  await expect(fitting({ ...small, validation: plantExpansion(0, 2) })).rejects.toThrow(
    'invalid validation rows: 0 (expected at least 1)',
  );
});
