import { expect, it } from 'vitest';
import { type BoosterRows, createDataset } from '../../../../models/estimators/lightgbm/dataset.ts';
import type { LightgbmParams } from '../../../../models/estimators/lightgbm/lightgbm-params.ts';
import type { NativeApi } from '../../../../models/estimators/lightgbm/native-api.ts';
import { predictWithTrees, trainBooster } from '../../../../models/estimators/lightgbm/train-booster.ts';
import { HandleBook } from '../../../../models/estimators/native/handle-book.ts';
import { createMatrix } from '../../../../models/matrix.ts';
import { requireLightgbm } from './machine-lightgbm.ts';
import { drawYes, plantRows } from './planted-rows.ts';

const params: LightgbmParams = { objective: 'binary', seed: 1, minDataInLeaf: 1, minSumHessianInLeaf: 0 };

it('refuses fields of another length than the rows', (context) => {
  const lightgbm = requireLightgbm(context);
  const rows = plantRows(100, 1, drawYes);
  const changes: [Partial<BoosterRows>, string][] = [
    [{ label: new Float32Array(99) }, 'invalid LightGBM label: 99 (expected 100 for 100 rows)'],
    [{ weight: new Float32Array(1) }, 'invalid LightGBM weight: 1'],
    [{ group: Int32Array.of(60, 60) }, 'invalid LightGBM sum of group: 120'],
    [{ initScore: new Float64Array(200) }, 'invalid LightGBM initScore: 200'],
    [{ weight: new Float32Array(100).fill(Number.NaN) }, 'invalid LightGBM weight: NaN at position 0'],
  ];
  for (const [change, message] of changes) {
    expect(() => lightgbm.createDataset({ ...rows, ...change }, params)).toThrow(message);
  }
  expect(lightgbm.countOpenHandles()).toBe(0);
});

it('refuses validation rows with other columns', (context) => {
  const lightgbm = requireLightgbm(context);
  const training = lightgbm.createDataset(plantRows(100, 1, drawYes), params);
  const narrow = { features: createMatrix(1, ['signal']), label: new Float32Array(1) };
  expect(() => lightgbm.createDataset(narrow, params, training)).toThrow(
    'invalid LightGBM validation columns: signal (expected signal,noise, as in training)',
  );
  training.free();
});

it('frees the dataset when a field is refused', () => {
  const called: string[] = [];
  const api = new Proxy({} as NativeApi, {
    get: (_, name) => () => {
      called.push(String(name));
      if (name === 'DatasetSetField') throw new Error('refused');
    },
  });
  const book = new HandleBook();
  expect(() => createDataset(api, book, plantRows(10, 1, drawYes), params)).toThrow('refused');
  expect([called.at(-1), book.open]).toEqual(['DatasetFree', 0]);
});

it('learns the weighted rate, from the starting score it was given', async (context) => {
  const lightgbm = requireLightgbm(context);
  // One constant column leaves nothing to split: the only tree is the base rate.
  const constant = { rows: 4, columns: ['x'], values: new Float32Array(4) };
  const label = Float32Array.of(1, 0, 0, 0);
  const learn = (fields: Partial<BoosterRows>) =>
    trainBooster(lightgbm, { training: { features: constant, label, ...fields } }, { params, maxRounds: 1 });
  const rateOf = async (fields: Partial<BoosterRows>) =>
    predictWithTrees(lightgbm, (await learn(fields)).text, constant, 'normal')[0];
  expect(await rateOf({})).toBeCloseTo(1 / 4, 6);
  expect(await rateOf({ weight: Float32Array.of(3, 1, 1, 1) })).toBeCloseTo(3 / 6, 6);
  // With a starting score the base rate is the caller's affair.
  expect(await rateOf({ initScore: new Float64Array(4).fill(2) })).toBeCloseTo(1 / 2, 6);
});

it('treats categorical columns as codes, not quantities', async (context) => {
  const lightgbm = requireLightgbm(context);
  // Codes 0 to 7, of which 0, 3, 5 and 6 say yes: no threshold tells them apart, one split on the set does.
  const codes = Float32Array.from({ length: 800 }, (_, row) => row % 8);
  const features = { rows: 800, columns: ['code'], values: codes };
  const label = codes.map((code) => ([0, 3, 5, 6].includes(code) ? 1 : 0));
  const plan = {
    params: {
      ...params,
      numLeaves: 2,
      learningRate: 1,
      catSmooth: 0,
      catL2: 0,
      maxCatToOnehot: 1,
      minDataPerGroup: 1,
    },
    maxRounds: 1,
  };
  const learn = async (categoricalFeature: number[]) => {
    const withCodes = { ...plan, params: { ...plan.params, categoricalFeature } };
    const { text } = await trainBooster(lightgbm, { training: { features, label } }, withCodes);
    return predictWithTrees(lightgbm, text, features, 'normal').subarray(0, 8);
  };
  const asCodes = (await learn([0])).map((rate) => Math.round(rate));
  expect([...asCodes]).toEqual([1, 0, 0, 1, 0, 1, 1, 0]);
  expect([...(await learn([])).map((rate) => Math.round(rate))]).not.toEqual([...asCodes]);
});
