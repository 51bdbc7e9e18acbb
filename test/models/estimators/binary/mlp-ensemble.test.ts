import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { logisticRegression } from '../../../../models/estimators/binary/logistic-regression.ts';
import { MlpEnsembleParams, mlpEnsemble } from '../../../../models/estimators/binary/mlp-ensemble.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../../models/random.ts';
import { plantPayers } from './planted-payers.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const quick = { members: 4, units: 12, batchRows: 64, learningRate: 0.01 };

it('learns what no line can: two columns that matter together', async () => {
  const planting = { interaction: 1.5 };
  const data = { training: plantPayers(2_000, 1, planting), validation: plantPayers(600, 2, planting) };
  const { truth, features, labels } = plantPayers(2_000, 3, planting);
  const context = () => ({ tf, random: createRandom(1) });
  const params = MlpEnsembleParams.parse({ ...quick, maxEpochs: 15, dropout: 0.1 });
  const ensemble = (await mlpEnsemble.fit(data, params, context())).predict(features);
  const line = (await logisticRegression.fit(data, logisticRegression.params.parse({}), context())).predict(
    features,
  );
  const lossOf = (probabilities: Float32Array) => computeLogLoss(probabilities, labels)!;
  expect(lossOf(ensemble) - lossOf(truth)).toBeLessThan((lossOf(line) - lossOf(truth)) / 3);
});

it('learns something else from another seed', async () => {
  const data = { training: plantPayers(200, 1), validation: plantPayers(100, 2) };
  const params = MlpEnsembleParams.parse({ ...quick, maxEpochs: 1 });
  const train = async (seed: number) =>
    (await mlpEnsemble.fit(data, params, { tf, random: createRandom(seed) })).save().weights.kernel;
  expect(await train(2)).not.toEqual(await train(1));
});

it('keeps its members apart while they train', async () => {
  const data = { training: plantPayers(400, 1), validation: plantPayers(100, 2) };
  const params = MlpEnsembleParams.parse({ ...quick, maxEpochs: 3 });
  const { weights } = (await mlpEnsemble.fit(data, params, { tf, random: createRandom(1) })).save();
  const scales = weights['unit/scale']!.values;
  const members = [0, 1, 2, 3].map((member) => scales.subarray(member * 12, member * 12 + 12).join());
  expect(new Set(members).size).toBe(4);
});
