import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BinaryRows } from '../../../../models/estimators/binary/binary-data.ts';
import { BinaryLearnerName, binaryLearners } from '../../../../models/estimators/binary/index.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../../models/random.ts';
import { machineLightgbm, requireLightgbm } from '../lightgbm/machine-lightgbm.ts';
import { machineXgboost, requireXgboost } from '../xgboost/machine-xgboost.ts';
import { COEFFICIENTS, plantPayers } from './planted-payers.ts';
import { ONE_OF_EACH, plantSites } from './planted-sites.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

/** Small and quick where only the contract matters. */
const BRIEF: Record<string, object> = {
  'logistic-regression': { maxSteps: 40 },
  'mlp-ensemble': { maxEpochs: 3, members: 4, units: 8 },
  'lightgbm-boosting': { maxRounds: 20 },
  'lightgbm-forest': { trees: 20 },
  xgboost: { maxRounds: 20, minWeightInLeaf: 5 },
};

/** No chance but that of the first weights. */
const ALL_AT_ONCE: Record<string, object> = {
  'logistic-regression': {},
  'mlp-ensemble': { batchRows: 1_000, dropout: 0, maxEpochs: 8 },
  'lightgbm-boosting': { minRowsInLeaf: 1, lambda: 0, featureShare: 1, rowShare: 1 },
  // A forest must leave some row out of each tree.
  'lightgbm-forest': { minRowsInLeaf: 1, leaves: 6, featureShare: 1, rowShare: 0.995 },
  xgboost: { minWeightInLeaf: 0, lambda: 0, featureShare: 1, rowShare: 1 },
};
const libraries = { tf, lightgbm: machineLightgbm, xgboost: machineXgboost };

it('lists each learner under its own name', () => {
  expect(Object.keys(binaryLearners)).toEqual(BinaryLearnerName.options);
  for (const [name, learner] of Object.entries(binaryLearners)) expect(learner.name).toBe(name);
});

describe.each(Object.values(binaryLearners))('$name keeps the contract of a binary learner', (learner) => {
  beforeEach((context) => {
    if (learner.needs === 'lightgbm') requireLightgbm(context);
    if (learner.needs === 'xgboost') requireXgboost(context);
  });
  const { truth: _, ...training } = plantPayers(200, 1);
  const { truth: __, ...validation } = plantPayers(100, 2);
  const small = { training, validation };
  const train = (data: typeof small & { latest?: BinaryRows }, seed = 1, params: object = {}) =>
    learner.fit(data, learner.params.parse({ ...BRIEF[learner.name], ...params }), {
      ...libraries,
      random: createRandom(seed),
    });

  it('learns the same from the same seed', async () => {
    expect((await train(small)).save()).toEqual((await train(small)).save());
  });

  it('predicts the same after it was saved and loaded', async () => {
    const model = await train(small);
    const { format, json, weights } = model.save();
    const restored = learner.load({ format, json: JSON.parse(JSON.stringify(json)), weights }, libraries);
    const { features } = plantPayers(50, 3);
    expect(restored.predict(features)).toEqual(model.predict(features));
    expect(restored.explain(features)).toEqual(model.explain(features));
    expect(restored.save()).toEqual(model.save());
  });

  it('refuses a file of another kind, or weights that do not fit', async () => {
    const saved = (await train(small)).save();
    expect(() => learner.load({ ...saved, format: 'tree/9' }, libraries)).toThrow(
      `invalid model format: tree/9 (expected ${learner.format})`,
    );
    for (const [name, weight] of Object.entries(saved.weights)) {
      const cut = { ...saved.weights, [name]: { ...weight, values: weight.values.slice(1) } };
      expect(() => learner.load({ ...saved, weights: cut }, libraries)).toThrow(`invalid weights ${name}`);
      const spoilt = { ...saved.weights, [name]: { ...weight, values: weight.values.with(0, Number.NaN) } };
      expect(() => learner.load({ ...saved, weights: spoilt }, libraries)).toThrow(
        `invalid weights ${name}: NaN`,
      );
    }
    if (learner.needs === 'tensorflow') return;
    const { trees: _, ...state } = saved.json as { trees: unknown };
    expect(() => learner.load({ ...saved, json: state }, libraries)).toThrow('invalid model: no trees');
  });

  it('says which library it lacks', async () => {
    const lacking = learner.fit(small, learner.params.parse({}), { random: createRandom(1) });
    await expect(lacking).rejects.toThrow('invalid libraries: no');
    if (learner.needs === 'tensorflow') return;
    const saved = (await train(small)).save();
    expect(() => learner.load(saved, { tf })).toThrow(`invalid libraries: no ${learner.needs}`);
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
    const none = { ...features, rows: 0, values: new Float32Array(0) };
    expect([model.predict(none), model.explain(none)]).toEqual([new Float32Array(0), new Float64Array(0)]);
  });

  it('changes neither data nor parameters', async () => {
    const before = structuredClone(small);
    await train(small, 1, { classWeights: 'balanced' });
    expect(small).toEqual(before);
  });

  it('leaves no tensor and no handle behind, also when it fails half-way', async () => {
    const countOwned = () => [
      tf.memory().numTensors,
      machineLightgbm?.countOpenHandles(),
      machineXgboost?.countOpenHandles(),
    ];
    const before = countOwned();
    const model = await train(small);
    model.predict(validation.features);
    model.explain(validation.features);
    expect(countOwned()).toEqual(before);
    const onProgress = () => {
      throw new Error('stop here');
    };
    const params = learner.params.parse(BRIEF[learner.name]);
    const failing = learner.fit(small, params, { ...libraries, random: createRandom(1), onProgress });
    await expect(failing).rejects.toThrow('stop here');
    expect(countOwned()).toEqual(before);
  });

  it('reports its progress, rising to no more than 1', async () => {
    const heard: number[] = [];
    const params = learner.params.parse(BRIEF[learner.name]);
    await learner.fit(small, params, {
      ...libraries,
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
    const predictAfter = async (data: typeof small) =>
      (await train(data, 1, ALL_AT_ONCE[learner.name])).predict(features);
    const alone = await predictAfter(small);
    const distanceOf = (probabilities: Float32Array) =>
      probabilities.reduce((sum, probability, row) => sum + Math.abs(probability - alone[row]!) / 50, 0);
    const weighted = distanceOf(await predictAfter({ training: both, validation }));
    const { weights: _, ...unweighted } = both;
    // LightGBM bins by the number of rows, whatever they weigh, and a forest draws its rows by chance.
    const ignored = distanceOf(await predictAfter({ training: unweighted, validation }));
    expect(ignored).toBeGreaterThan(0.04);
    expect(weighted).toBeLessThan(learner.needs === 'lightgbm' ? ignored / 2 : 5e-4);
  });

  it('refuses features it was not trained on', async () => {
    const model = await train(small);
    const { features } = small.validation;
    const renamed = { ...features, columns: features.columns.with(1, 'other') };
    expect(() => model.predict(renamed)).toThrow(
      'invalid features: column 1 is other (expected visits, as in training)',
    );
  });

  it('takes columns of codes if it grows trees, and asks for one-hot ones if not', async () => {
    const params = learner.params.parse(BRIEF[learner.name]);
    const data = { training: plantSites(300, 1), validation: plantSites(100, 2) };
    const fitting = learner.fit(data, params, { ...libraries, random: createRandom(1) });
    if (learner.needs === 'tensorflow') {
      await expect(fitting).rejects.toThrow(
        `invalid features: categorical site (expected none: ${learner.name} needs them one-hot)`,
      );
      return;
    }
    const model = await fitting;
    const parts = model.explain(ONE_OF_EACH);
    model.predict(ONE_OF_EACH).forEach((probability, row) => {
      const sum = parts.subarray(row * 3, row * 3 + 3).reduce((total, part) => total + part, 0);
      expect(Math.abs(sum - Math.log(probability / (1 - probability)))).toBeLessThan(1e-4);
    });
    const { categorical: _, ...quantities } = ONE_OF_EACH;
    expect(() => model.predict(quantities)).toThrow(
      'invalid features: categorical none (expected site, as in training)',
    );
  });

  it('finds planted probabilities nearly as well as the truth, and is calibrated after class weights too', async () => {
    const { truth, ...test } = plantPayers(4_000, 7);
    const data = { training: plantPayers(2_000, 5), validation: plantPayers(800, 6) };
    const best = computeLogLoss(truth, test.labels)!;
    for (const classWeights of ['none', 'balanced']) {
      const model = await learner.fit(data, learner.params.parse({ ...QUICK[learner.name], classWeights }), {
        ...libraries,
        random: createRandom(1),
      });
      const found = model.predict(test.features);
      // The averaged steps of a forest follow a slope less well; the rate alone is .09 behind the truth.
      const most = learner.name === 'lightgbm-forest' ? 0.02 : 0.01;
      expect(computeLogLoss(found, test.labels)! - best).toBeLessThan(most);
      const mean = found.reduce((sum, probability) => sum + probability, 0) / found.length;
      const rate = truth.reduce((sum, probability) => sum + probability, 0) / truth.length;
      expect(Math.abs(mean - rate)).toBeLessThan(0.03);
    }
  });

  it('explains each row by parts that add up to its log-odds, with the planted signs', async () => {
    const data = {
      training: plantPayers(6_000, 5),
      validation: plantPayers(1_500, 6),
      latest: plantPayers(300, 8),
    };
    const model = await learner.fit(data, learner.params.parse(QUICK[learner.name]), {
      ...libraries,
      random: createRandom(1),
    });
    const { features } = plantPayers(400, 9);
    const parts = model.explain(features);
    expect(parts).toHaveLength(400 * 5);
    const size = new Float64Array(4);
    const together = new Float64Array(4);
    model.predict(features).forEach((probability, row) => {
      const line = parts.subarray(row * 5, row * 5 + 5);
      const sum = line.reduce((total, part) => total + part, 0);
      expect(Math.abs(sum - Math.log(probability / (1 - probability)))).toBeLessThan(1e-4);
      expect(line[4]).toBe(parts[4]);
      for (let column = 0; column < 4; column++) {
        size[column]! += Math.abs(line[column]!) / 400;
        together[column]! += line[column]! * (features.values[row * 4 + column]! - MEANS[column]!);
      }
    });
    for (const column of [0, 1, 2]) {
      expect(Math.sign(together[column]!), `column ${column}`).toBe(Math.sign(COEFFICIENTS[column]!));
    }
    expect(size[3]).toBeLessThan(0.1);
    expect(size[3]).toBeLessThan(size[0]! / 5);
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
  'lightgbm-boosting': {},
  'lightgbm-forest': { leaves: 16, minRowsInLeaf: 40, featureShare: 0.75 },
  xgboost: { maxDepth: 2 },
};

/** Mean of each planted column. */
const MEANS = [0, 0, 0.3, 0];
