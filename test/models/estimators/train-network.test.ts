import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyHeads } from '../../../models/estimators/apply-heads.ts';
import { trainNetwork } from '../../../models/estimators/train-network.ts';
import { computeLogits, createNetwork, mapWeights } from '../../../models/estimators/two-head-network.ts';
import { createRandom } from '../../../models/random.ts';
import { meanLogLoss, plantExpansion } from './planted-expansion.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const data = { training: plantExpansion(120, 1), validation: plantExpansion(400, 2) };
const start = createNetwork(
  { inputs: 8, units: 16, anyRate: 0.5, classRates: [0.2, 0.2, 0.2, 0.2, 0.2] },
  createRandom(3),
);
const plan = { learningRate: 0.03, weightDecay: 0, dropout: 0, batchRows: 16, maxEpochs: 40, patience: 3 };

async function train(overrides: Partial<typeof plan>) {
  const losses: number[] = [];
  const trained = await trainNetwork(
    start,
    data,
    { ...plan, ...overrides },
    {
      tf,
      random: createRandom(4),
      onProgress: (_, note) => {
        losses.push(Number(note.split(' ').at(-1)));
      },
    },
  );
  return { trained, losses };
}

describe('trainNetwork', () => {
  it('stops when validation has not improved for `patience` epochs and keeps the best epoch', async () => {
    const { trained, losses } = await train({});
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(trained.bestEpoch).toBe(best);
    expect(trained.epochs).toBe(best + 3);
    expect(losses).toHaveLength(best + 3);
    expect(trained.epochs).toBeLessThan(40);
    expect(trained.validationLogLoss).toBeCloseTo(losses[best - 1]!, 4);
    // The weights are those of the best epoch, as training that ends there shows.
    const { trained: ended } = await train({ maxEpochs: best });
    expect(trained.weights).toEqual(ended.weights);
  });

  it('shrinks kernels under weight decay', async () => {
    const norm = async (weightDecay: number) => {
      const { trained } = await train({ weightDecay, maxEpochs: 5, patience: 5 });
      return trained.weights['hidden/kernel'].values.reduce((sum, value) => sum + value ** 2, 0);
    };
    expect(await norm(0.5)).toBeLessThan(0.7 * (await norm(0)));
  });

  it('leaves out units by the seed, and all of them come back for validation', async () => {
    const { trained, losses } = await train({ dropout: 0.5, maxEpochs: 2 });
    expect((await train({ dropout: 0.5, maxEpochs: 2 })).trained).toEqual(trained);
    expect((await train({ maxEpochs: 2 })).trained.weights).not.toEqual(trained.weights);
    const { features, used, next } = data.validation;
    const prediction = applyHeads(computeLogits(trained.weights, features), used, { any: 1, which: 1 });
    expect(meanLogLoss(prediction, next)).toBeCloseTo(Math.min(...losses), 3);
  });

  it('fails at once, saying where, when a weight becomes infinite', async () => {
    const broken = mapWeights(start, ({ shape, values }, name) => ({
      shape,
      values: name === 'hidden/kernel' ? values.map(() => 1e38) : values,
    }));
    await expect(trainNetwork(broken, data, plan, { tf, random: createRandom(1) })).rejects.toThrow(
      /invalid training loss in epoch 1: (NaN|Infinity)/,
    );
  });
});
