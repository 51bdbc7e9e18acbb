import { expect, it } from 'vitest';
import { HandleBook } from '../../../../models/estimators/native/handle-book.ts';
import { createDataMatrix, type XgboostRows } from '../../../../models/estimators/xgboost/data-matrix.ts';
import type { NativeApi } from '../../../../models/estimators/xgboost/native-api.ts';
import { predictWithXgboost, trainXgboost } from '../../../../models/estimators/xgboost/train-xgboost.ts';
import { drawYes, plantRows } from '../lightgbm/planted-rows.ts';
import { requireXgboost } from './machine-xgboost.ts';

const params = {
  objective: 'binary:logistic',
  evalMetric: 'logloss',
  seed: 1,
  minChildWeight: 0,
  lambda: 0,
} as const;

it('refuses fields of another length than the rows, and what is no number', (context) => {
  const xgboost = requireXgboost(context);
  const rows = plantRows(100, 1, drawYes);
  const changes: [Partial<XgboostRows>, string][] = [
    [{ label: new Float32Array(99) }, 'invalid XGBoost label: 99 (expected 100 for 100 rows)'],
    [{ weight: new Float32Array(1) }, 'invalid XGBoost weight: 1'],
    [{ weight: new Float32Array(100).fill(Number.NaN) }, 'invalid XGBoost weight: NaN at position 0'],
    [
      { features: { ...rows.features, values: rows.features.values.with(3, Number.NaN) } },
      'row 1, column noise',
    ],
  ];
  for (const [change, message] of changes) {
    expect(() => xgboost.createDataMatrix({ ...rows, ...change })).toThrow(message);
  }
  expect(xgboost.countOpenHandles()).toBe(0);
});

it('frees the matrix when a field is refused', () => {
  const called: string[] = [];
  const api = new Proxy({} as NativeApi, {
    get: (_, name) => () => {
      called.push(String(name));
      if (name === 'DMatrixSetFloatInfo') throw new Error('refused');
    },
  });
  const book = new HandleBook();
  expect(() => createDataMatrix(api, book, plantRows(10, 1, drawYes))).toThrow('refused');
  expect([called.at(-1), book.open]).toEqual(['DMatrixFree', 0]);
});

it('learns the weighted rate where nothing can be split', async (context) => {
  const xgboost = requireXgboost(context);
  const constant = { rows: 4, columns: ['x'], values: new Float32Array(4) };
  const training = {
    features: constant,
    label: Float32Array.of(1, 0, 0, 0),
    weight: Float32Array.of(6, 1, 1, 2),
  };
  const { text } = await trainXgboost(xgboost, { training }, { params, maxRounds: 30 });
  const [rate] = predictWithXgboost(
    xgboost,
    text,
    { ...constant, rows: 1, values: new Float32Array(1) },
    'normal',
  );
  expect(rate).toBeCloseTo(0.6, 4);
});

it('splits codes as categories, not as an order', async (context) => {
  const xgboost = requireXgboost(context);
  // Only even codes are 1: as quantities six codes take five splits, as categories one.
  const rows = 600;
  const values = Float32Array.from({ length: rows }, (_, row) => row % 6);
  const label = values.map((code) => (code % 2 === 0 ? 1 : 0));
  const learn = async (categorical: number[]) => {
    const features = { rows, columns: ['site'], values, categorical };
    const plan = { params: { ...params, maxDepth: 1, eta: 1, maxCatToOnehot: 1 }, maxRounds: 1 };
    const { text } = await trainXgboost(xgboost, { training: { features, label } }, plan);
    const codes = { rows: 6, columns: ['site'], values: Float32Array.of(0, 1, 2, 3, 4, 5), categorical };
    return [...predictWithXgboost(xgboost, text, codes, 'normal')].map((probability) => probability > 0.7);
  };
  expect(await learn([0])).toEqual([true, false, true, false, true, false]);
  expect(await learn([])).not.toEqual([true, false, true, false, true, false]);
});
