import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { applyHeads } from '../../../models/estimators/apply-heads.ts';
import {
  computeJointLoss,
  computeWeightDecay,
  gatherRows,
  uploadRows,
} from '../../../models/estimators/joint-loss.ts';
import { listOutcomeProbabilities } from '../../../models/estimators/next-affiliate-data.ts';
import { computeLogits, createNetwork, mapWeights } from '../../../models/estimators/two-head-network.ts';
import { takeRows } from '../../../models/matrix.ts';
import { listLogLosses } from '../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../models/random.ts';
import { plantExpansion } from './planted-expansion.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const weights = createNetwork(
  { inputs: 8, units: 6, anyRate: 0.4, classRates: [0.1, 0.2, 0.3, 0.2, 0.2] },
  createRandom(1),
);
const rows = plantExpansion(40, 2);
// Some labels become sets of two.
for (let cell = 0; cell < rows.next.values.length; cell += 5) {
  if (rows.next.values.subarray(cell, cell + 5).includes(1) && !rows.used.values[cell])
    rows.next.values[cell] = 1;
}

const compute = (indices: readonly number[]) =>
  tf.tidy(() => {
    const variables = mapWeights(weights, ({ shape, values }) => tf.variable(tf.tensor(values, [...shape])));
    const batch = gatherRows(tf, uploadRows(tf, rows), tf.tensor1d([...indices], 'int32'));
    const [loss] = computeJointLoss(tf, variables, batch).dataSync();
    tf.dispose(Object.values(variables));
    return loss!;
  });

it('is the mean log-loss of what the model would predict, sets and masks included', () => {
  const everyThird = [3, 0, 6, 9, 33, 12, 15];
  const features = takeRows(rows.features, everyThird);
  const used = takeRows(rows.used, everyThird);
  const prediction = applyHeads(computeLogits(weights, features), used, { any: 1, which: 1 });
  const losses = listLogLosses(listOutcomeProbabilities(prediction, takeRows(rows.next, everyThird)));
  expect(compute(everyThird)).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 4);
});

it('counts rows without an outcome for P(any) only', () => {
  const none = Array.from({ length: 40 }, (_, row) => row).filter(
    (row) => !rows.next.values.subarray(row * 5, row * 5 + 5).includes(1),
  );
  const { any } = computeLogits(weights, takeRows(rows.features, none));
  const expected = any.reduce((sum, logit) => sum + Math.log1p(Math.exp(logit)), 0) / none.length;
  expect(compute(none)).toBeCloseTo(expected, 4);
});

it('decays kernels and leaves biases free', () => {
  const ones = mapWeights(weights, ({ shape }) => tf.variable(tf.ones([...shape])));
  const [decay] = computeWeightDecay(tf, ones, 0.1).dataSync();
  expect(decay).toBeCloseTo((0.1 / 2) * (8 * 6 + 6 + 6 * 5), 5);
  tf.dispose(Object.values(ones));
});
