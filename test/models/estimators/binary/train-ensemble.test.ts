import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { toProbability } from '../../../../models/estimators/binary/calibration.ts';
import { createEnsemble } from '../../../../models/estimators/binary/ensemble-network.ts';
import { trainEnsemble } from '../../../../models/estimators/binary/train-ensemble.ts';
import { computeWideLogits, widenEnsemble } from '../../../../models/estimators/binary/wide-network.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../../models/random.ts';
import { plantPayers } from './planted-payers.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const plan = { learningRate: 0.05, weightDecay: 0, dropout: 0, batchRows: 32, maxEpochs: 40, patience: 3 };
const training = plantPayers(60, 1);
const validation = plantPayers(200, 2);
const rowWeights = new Float32Array(60).fill(1);

it('stops when validation rows get no better, and returns the weights that were best on them', async () => {
  const start = createEnsemble({ inputs: 4, units: 16, members: 3, rate: 0.4 }, createRandom(1));
  const heard: number[] = [];
  const { weights, epochs } = await trainEnsemble(start, { training, rowWeights, validation }, plan, {
    tf,
    random: createRandom(1),
    onProgress: (_, note) => {
      heard.push(Number(note.split('log-loss ')[1]));
    },
  });
  // Sixty rows are soon learned by heart.
  expect(epochs).toBeLessThan(plan.maxEpochs);
  expect(heard).toHaveLength(epochs);
  const probabilities = computeWideLogits(widenEnsemble(weights), validation.features).map(toProbability);
  expect(computeLogLoss(probabilities, validation.labels)).toBeCloseTo(Math.min(...heard), 3);
  expect(heard.indexOf(Math.min(...heard))).toBe(epochs - 1 - plan.patience);
});

it('names the epoch in which the loss is no longer a number', async () => {
  const start = createEnsemble({ inputs: 4, units: 4, members: 2, rate: 0.4 }, createRandom(1));
  const spoilt = { ...start, kernel: { ...start.kernel, values: start.kernel.values.with(0, Number.NaN) } };
  const before = tf.memory().numTensors;
  await expect(
    trainEnsemble(spoilt, { training, rowWeights, validation }, plan, { tf, random: createRandom(1) }),
  ).rejects.toThrow('invalid training loss in epoch 1: NaN');
  expect(tf.memory().numTensors).toBe(before);
});
