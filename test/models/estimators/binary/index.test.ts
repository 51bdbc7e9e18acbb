import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BinaryRows } from '../../../../models/estimators/binary/binary-data.ts';
import { binaryLearners } from '../../../../models/estimators/binary/index.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../../models/random.ts';
import { plantPayers } from './planted-payers.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

/** Small and quick where only the contract matters. */
const BRIEF: Record<string, object> = {
  'logistic-regression': { maxSteps: 40 },
  'mlp-ensemble': { maxEpochs: 3, members: 4, units: 8 },
};

/** No chance but that of the first weights. */
const ALL_AT_ONCE: Record<string, object> = {
  'logistic-regression': {},
  'mlp-ensemble': { batchRows: 1_000, dropout: 0, maxEpochs: 8 },
};

it('lists each learner under its own name', () => {
  expect(Object.keys(binaryLearners).sort()).toEqual(Object.keys(BRIEF));
  for (const [name, learner] of Object.entries(binaryLearners)) expect(learner.name).toBe(name);
});

describe.each(Object.values(binaryLearners))('$name keeps the contract of a binary learner', (learner) => {
  const { truth: _, ...training } = plantPayers(200, 1);
  const { truth: __, ...validation } = plantPayers(100, 2);
  const small = { training, validation };
  const train = (data: typeof small & { latest?: BinaryRows }, seed = 1, params: object = {}) =>
    learner.fit(data, learner.params.parse({ ...BRIEF[learner.name], ...params }) as never, {
      tf,
      random: createRandom(seed),
    });

  it('learns the same from the same seed', async () => {
    expect((await train(small)).save()).toEqual((await train(small)).save());
  });

  it('predicts the same after it was saved and loaded', async () => {
    const model = await train(small);
    const { format, json, weights } = model.save();
    const restored = learner.load({ format, json: JSON.parse(JSON.stringify(json)), weights }, {});
    const { features } = plantPayers(50, 3);
    expect(restored.predict(features)).toEqual(model.predict(features));
    expect(restored.save()).toEqual(model.save());
  });

  it('refuses a file of another kind, or weights that do not fit', async () => {
    const saved = (await train(small)).save();
    expect(() => learner.load({ ...saved, format: 'tree/9' }, {})).toThrow(
      'invalid model format: tree/9 (expected',
    );
    const [name, weight] = Object.entries(saved.weights)[0]!;
    const cut = { ...saved.weights, [name]: { ...weight, values: weight.values.slice(1) } };
    expect(() => learner.load({ ...saved, weights: cut }, {})).toThrow(`invalid weights ${name}`);
    const spoilt = { ...saved.weights, [name]: { ...weight, values: weight.values.with(0, Number.NaN) } };
    expect(() => learner.load({ ...saved, weights: spoilt }, {})).toThrow(`invalid weights ${name}: NaN`);
  });

  it('gives each row one probability, whatever rows stand beside it', async () => {
    const model = await train(small);
    const { features } = plantPayers(7, 4);
    const all = model.predict(features);
    expect(all).toHaveLength(7);
    for (let row = 0; row < 7; row++) {
      expect(all[row]).toBeGreaterThan(0);
      expect(all[row]).toBeLessThan(1);
      const alone = { ...features, rows: 1, values: features.values.slice(row * 4, row * 4 + 4) };
      expect(model.predict(alone)[0]).toBe(all[row]);
    }
    expect(model.predict({ ...features, rows: 0, values: new Float32Array(0) })).toHaveLength(0);
  });

  it('changes neither data nor parameters', async () => {
    const before = structuredClone(small);
    await train(small, 1, { classWeights: 'balanced' });
    expect(small).toEqual(before);
  });

  it('leaves no tensor behind, also when it fails half-way', async () => {
    const before = tf.memory().numTensors;
    await train(small);
    expect(tf.memory().numTensors).toBe(before);
    const onProgress = () => {
      throw new Error('stop here');
    };
    const params = learner.params.parse(BRIEF[learner.name]) as never;
    const failing = learner.fit(small, params, { tf, random: createRandom(1), onProgress });
    await expect(failing).rejects.toThrow('stop here');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reports its progress, rising to no more than 1', async () => {
    const heard: number[] = [];
    const params = learner.params.parse(BRIEF[learner.name]) as never;
    await learner.fit(small, params, {
      tf,
      random: createRandom(1),
      onProgress: async (fraction) => {
        await Promise.resolve();
        heard.push(fraction);
      },
    });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBeLessThanOrEqual(1);
  });

  it('gives every row as little to learn from as its weight says', async () => {
    // The second half, its labels turned round, counts next to nothing: the same as not having it.
    const turned = { ...training, labels: training.labels.map((label) => 1 - label) };
    const both = {
      features: {
        ...training.features,
        rows: 400,
        values: Float32Array.of(...training.features.values, ...turned.features.values),
      },
      labels: Uint8Array.of(...training.labels, ...turned.labels),
      customers: [...training.customers, ...training.customers],
      weights: new Float32Array(400).fill(1, 0, 200).fill(1e-6, 200),
    };
    const { features } = plantPayers(50, 3);
    const weighted = (await train({ training: both, validation }, 1, ALL_AT_ONCE[learner.name])).predict(
      features,
    );
    const alone = (await train(small, 1, ALL_AT_ONCE[learner.name])).predict(features);
    weighted.forEach((probability, row) => {
      expect(probability).toBeCloseTo(alone[row]!, 3);
    });
  });

  it('refuses features it was not trained on', async () => {
    const model = await train(small);
    const { features } = small.validation;
    const renamed = { ...features, columns: features.columns.with(1, 'other') };
    expect(() => model.predict(renamed)).toThrow(
      'invalid features: column 1 is other (expected visits, as in training)',
    );
  });

  it('finds planted probabilities nearly as well as the truth, and is calibrated after class weights too', async () => {
    const { truth, ...test } = plantPayers(4_000, 7);
    const data = { training: plantPayers(2_000, 5), validation: plantPayers(800, 6) };
    const best = computeLogLoss(truth, test.labels)!;
    for (const classWeights of ['none', 'balanced']) {
      const model = await learner.fit(
        data,
        learner.params.parse({ ...QUICK[learner.name], classWeights }) as never,
        { tf, random: createRandom(1) },
      );
      const found = model.predict(test.features);
      expect(computeLogLoss(found, test.labels)! - best).toBeLessThan(0.01);
      const mean = found.reduce((sum, probability) => sum + probability, 0) / found.length;
      const rate = truth.reduce((sum, probability) => sum + probability, 0) / truth.length;
      expect(Math.abs(mean - rate)).toBeLessThan(0.03);
    }
  });

  it('takes its rate from the latest rows', async () => {
    const latest = plantPayers(1_000, 8, { shift: 0.8 });
    const model = await train({ ...small, latest });
    const expected = model.predict(latest.features).reduce((sum, probability) => sum + probability, 0);
    expect(expected / 1_000).toBeCloseTo(latest.labels.reduce((sum, label) => sum + label, 0) / 1_000, 2);
  });
});

/** Enough to learn the planted truth on plain JavaScript in seconds. */
const QUICK: Record<string, object> = {
  'logistic-regression': {},
  'mlp-ensemble': { members: 4, units: 12, maxEpochs: 8, batchRows: 64, learningRate: 0.01 },
};
