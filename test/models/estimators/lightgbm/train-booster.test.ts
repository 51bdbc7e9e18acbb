import { expect, it } from 'vitest';
import { predictWithTrees, trainBooster } from '../../../../models/estimators/lightgbm/train-booster.ts';
import { createMatrix } from '../../../../models/matrix.ts';
import { computeRocAuc } from '../../../../models/metrics/roc-auc.ts';
import { requireLightgbm } from './machine-lightgbm.ts';
import { drawYes, plantRows } from './planted-rows.ts';

const data = { training: plantRows(1_000, 1, drawYes), validation: plantRows(500, 2, drawYes) };
const binary = { objective: 'binary', seed: 1, baggingFraction: 0.7, baggingFreq: 1 } as const;

it.for([
  ['binary_logloss', Math.min],
  ['auc', Math.max],
] as const)(
  'stops by %s, `patience` rounds after the best, and keeps the best',
  async ([metric, best], context) => {
    const lightgbm = requireLightgbm(context);
    const heard: number[] = [];
    const plan = { params: { ...binary, metric }, maxRounds: 200, patience: 7 };
    const trained = await trainBooster(lightgbm, data, plan, (_, score) => {
      heard.push(score!);
    });
    expect(heard).toHaveLength(trained.rounds);
    expect(trained.rounds).toBe(trained.bestRound + 7);
    expect(trained.validationScore).toBe(best(...heard));
    expect(heard[trained.bestRound - 1]).toBe(trained.validationScore);
    expect(trained.text.split('\nTree=')).toHaveLength(trained.bestRound + 1);
  },
);

it('scores validation rows as its trees, read back, do', async (context) => {
  const lightgbm = requireLightgbm(context);
  const plan = { params: { ...binary, metric: 'auc' }, maxRounds: 10 } as const;
  const { text, validationScore } = await trainBooster(lightgbm, data, plan);
  const { features, label } = data.validation;
  const scores = predictWithTrees(lightgbm, text, features, 'raw');
  expect(computeRocAuc(scores, label)).toBeCloseTo(validationScore!, 10);
});

it('gives the same trees for the same seed and others for another', async (context) => {
  const lightgbm = requireLightgbm(context);
  const { features } = data.validation;
  const learn = (seed: number) =>
    trainBooster(lightgbm, { training: data.training }, { params: { ...binary, seed }, maxRounds: 5 });
  const [first, second, other] = [await learn(1), await learn(1), await learn(2)];
  expect(second.text).toBe(first.text);
  const predict = ({ text }: typeof first) => predictWithTrees(lightgbm, text, features, 'raw');
  expect(predict(other)).not.toEqual(predict(first));
});

it('runs all rounds without validation rows, and has no score', async (context) => {
  const lightgbm = requireLightgbm(context);
  const { training } = data;
  const trained = await trainBooster(lightgbm, { training }, { params: binary, maxRounds: 4, patience: 1 });
  expect(trained).toMatchObject({ rounds: 4, bestRound: 4, validationScore: null });
});

it('learns three classes, and is told where their scores start', async (context) => {
  const lightgbm = requireLightgbm(context);
  const training = plantRows(900, 3, (signal) => (signal < -0.5 ? 0 : signal < 0.5 ? 1 : 2));
  const params = { objective: 'multiclass', numClass: 3, seed: 1 } as const;
  const points = { rows: 3, columns: ['signal', 'noise'], values: Float32Array.of(-2, 0, 0, 0, 2, 0) };
  const plain = await trainBooster(lightgbm, { training }, { params, maxRounds: 20 });
  const shares = predictWithTrees(lightgbm, plain.text, points, 'normal');
  expect(shares).toHaveLength(9);
  for (const row of [0, 1, 2]) {
    expect(shares[row * 3 + row]).toBeGreaterThan(0.9);
    expect(shares.subarray(row * 3, row * 3 + 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  }
  // Class 0 starts so far below the rest that no gradient reaches it from rows of the others.
  const initScore = new Float64Array(2_700).fill(-1e9, 0, 900);
  const others = { ...training, label: training.label.map((label) => Math.max(label, 1)), initScore };
  const masked = await trainBooster(lightgbm, { training: others }, { params, maxRounds: 5 });
  const raw = predictWithTrees(lightgbm, masked.text, points, 'raw');
  expect([raw[0], raw[3], raw[6]]).toEqual([0, 0, 0]);
  expect(raw[1]! - raw[2]!).toBeGreaterThan(0.5);
});

it('ranks within groups', async (context) => {
  const lightgbm = requireLightgbm(context);
  const rank = (seed: number) => ({
    ...plantRows(600, seed, drawYes),
    group: new Int32Array(60).fill(10),
  });
  const params = { objective: 'lambdarank', metric: 'ndcg', evalAt: [5], seed: 1 } as const;
  const trained = await trainBooster(
    lightgbm,
    { training: rank(1), validation: rank(2) },
    { params, maxRounds: 30, patience: 10 },
  );
  expect(trained.validationScore).toBeGreaterThan(0.8);
  const points = { rows: 2, columns: ['signal', 'noise'], values: Float32Array.of(2, 0, -2, 0) };
  const [high, low] = predictWithTrees(lightgbm, trained.text, points, 'normal');
  expect(high).toBeGreaterThan(low!);
});

it('grows a random forest: probabilities from the mean of its trees, raw scores from their sum', async (context) => {
  const lightgbm = requireLightgbm(context);
  const params = { ...binary, boosting: 'rf', metric: 'auc' } as const;
  const { text, validationScore } = await trainBooster(lightgbm, data, { params, maxRounds: 30 });
  expect(validationScore).toBeGreaterThan(0.75);
  const points = { rows: 2, columns: ['signal', 'noise'], values: Float32Array.of(2, 0, -2, 0) };
  const [high, low] = predictWithTrees(lightgbm, text, points, 'normal');
  expect(high).toBeGreaterThan(0.8);
  expect(high).toBeLessThan(1);
  expect(low).toBeLessThan(0.2);
  const [sum] = predictWithTrees(lightgbm, text, points, 'raw');
  const trees = text.split('\nTree=').length - 1;
  expect(high).toBeCloseTo(1 / (1 + Math.exp(-sum! / trees)), 10);
});

it('frees every handle, whoever fails', async (context) => {
  const lightgbm = requireLightgbm(context);
  const plan = { params: binary, maxRounds: 3 };
  const refuse = () => {
    throw new Error('stop here');
  };
  await expect(trainBooster(lightgbm, data, plan, refuse)).rejects.toThrow('stop here');
  const narrow = { features: createMatrix(1, ['x']), label: new Float32Array(1) };
  await expect(trainBooster(lightgbm, { ...data, validation: narrow }, plan)).rejects.toThrow('columns');
  const half = { ...plan, params: { ...binary, boosting: 'rf', baggingFraction: 1 } } as const;
  await expect(trainBooster(lightgbm, data, half)).rejects.toThrow('LightGBM BoosterCreate failed');
  expect(lightgbm.countOpenHandles()).toBe(0);
});
