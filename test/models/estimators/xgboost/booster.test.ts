import { expect, it } from 'vitest';
import { predictWithXgboost, trainXgboost } from '../../../../models/estimators/xgboost/train-xgboost.ts';
import { drawYes, plantRows } from '../lightgbm/planted-rows.ts';
import { requireXgboost } from './machine-xgboost.ts';

const params = { objective: 'binary:logistic', evalMetric: 'logloss', seed: 1 } as const;
const countTrees = (text: string): number => JSON.parse(text).learner.gradient_booster.model.trees.length;

it('keeps only the rounds asked for', (context) => {
  const xgboost = requireXgboost(context);
  const matrix = xgboost.createDataMatrix(plantRows(300, 1, drawYes));
  const booster = xgboost.createBooster(matrix, params);
  try {
    for (let round = 0; round < 5; round++) booster.update();
    expect([countTrees(booster.save()), countTrees(booster.save(2))]).toEqual([5, 2]);
  } finally {
    booster.free();
    matrix.free();
  }
  expect(() => booster.update()).toThrow('invalid XGBoost booster: it was freed');
  expect(xgboost.countOpenHandles()).toBe(0);
});

it('predicts probabilities, raw scores and contributions that add up to them', async (context) => {
  const xgboost = requireXgboost(context);
  const { text } = await trainXgboost(
    xgboost,
    { training: plantRows(500, 1, drawYes) },
    { params, maxRounds: 20 },
  );
  const features = { rows: 3, columns: ['signal', 'noise'], values: Float32Array.of(2, 2, -1, 1, 3, 0) };
  const normal = predictWithXgboost(xgboost, text, features, 'normal');
  const raw = predictWithXgboost(xgboost, text, features, 'raw');
  const contributions = predictWithXgboost(xgboost, text, features, 'contributions');
  expect([normal.length, raw.length, contributions.length]).toEqual([3, 3, 9]);
  for (let row = 0; row < 3; row++) {
    expect(normal[row]).toBeCloseTo(1 / (1 + Math.exp(-raw[row]!)), 6);
    const [signal, noise, bias] = contributions.subarray(row * 3, row * 3 + 3);
    expect(signal! + noise! + bias!).toBeCloseTo(raw[row]!, 5);
    expect(Math.abs(signal!)).toBeGreaterThan(Math.abs(noise!));
  }
});

it('predicts nothing for no rows, refuses another number of columns, and is not trained on when loaded', async (context) => {
  const xgboost = requireXgboost(context);
  const { text } = await trainXgboost(
    xgboost,
    { training: plantRows(100, 1, drawYes) },
    { params, maxRounds: 2 },
  );
  const none = { rows: 0, columns: ['signal', 'noise'], values: new Float32Array(0) };
  expect(predictWithXgboost(xgboost, text, none, 'normal')).toHaveLength(0);
  const wide = { rows: 1, columns: ['signal', 'noise', 'more'], values: new Float32Array(3) };
  expect(() => predictWithXgboost(xgboost, text, wide, 'normal')).toThrow(
    'XGBoost BoosterPredictFromDMatrix failed: ',
  );
  const booster = xgboost.loadBooster(text);
  expect(() => booster.update()).toThrow('invalid XGBoost booster: it was loaded (expected training rows)');
  booster.free();
  expect(xgboost.countOpenHandles()).toBe(0);
});
