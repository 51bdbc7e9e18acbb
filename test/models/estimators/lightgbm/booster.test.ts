import { expect, it } from 'vitest';
import { predictWithTrees, trainBooster } from '../../../../models/estimators/lightgbm/train-booster.ts';
import { requireLightgbm } from './machine-lightgbm.ts';
import { drawYes, plantRows } from './planted-rows.ts';

const plan = { params: { objective: 'binary', seed: 1 }, maxRounds: 20 } as const;

it('keeps only the rounds asked for', (context) => {
  const lightgbm = requireLightgbm(context);
  const dataset = lightgbm.createDataset(plantRows(300, 1, drawYes), plan.params);
  const booster = lightgbm.createBooster(dataset, plan.params);
  try {
    for (let round = 0; round < 5; round++) booster.update();
    const countTrees = (text: string) => text.split('\nTree=').length - 1;
    expect([countTrees(booster.save()), countTrees(booster.save(2))]).toEqual([5, 2]);
  } finally {
    booster.free();
    dataset.free();
  }
  expect(() => booster.update()).toThrow('invalid LightGBM booster: it was freed');
  expect(lightgbm.countOpenHandles()).toBe(0);
});

it('predicts probabilities, raw scores and contributions that add up to them', async (context) => {
  const lightgbm = requireLightgbm(context);
  const { text } = await trainBooster(lightgbm, { training: plantRows(500, 1, drawYes) }, plan);
  const features = { rows: 3, columns: ['signal', 'noise'], values: Float32Array.of(2, 2, -1, 1, 3, 0) };
  const normal = predictWithTrees(lightgbm, text, features, 'normal');
  const raw = predictWithTrees(lightgbm, text, features, 'raw');
  const contributions = predictWithTrees(lightgbm, text, features, 'contributions');
  expect([normal.length, raw.length, contributions.length]).toEqual([3, 3, 9]);
  for (let row = 0; row < 3; row++) {
    expect(normal[row]).toBeCloseTo(1 / (1 + Math.exp(-raw[row]!)), 12);
    const [signal, noise, bias] = contributions.subarray(row * 3, row * 3 + 3);
    expect(signal! + noise! + bias!).toBeCloseTo(raw[row]!, 10);
    expect(Math.abs(signal!)).toBeGreaterThan(Math.abs(noise!));
  }
});

it('predicts many rows as it does the same rows a few at a time, bit for bit', async (context) => {
  const lightgbm = requireLightgbm(context);
  const { text } = await trainBooster(lightgbm, { training: plantRows(500, 1, drawYes) }, plan);
  const { features } = plantRows(25_000, 2, drawYes);
  for (const kind of ['normal', 'raw', 'contributions'] as const) {
    const together = predictWithTrees(lightgbm, text, features, kind);
    const width = together.length / features.rows;
    for (let from = 0; from < features.rows; from += 5_000) {
      const values = features.values.slice(from * 2, (from + 5_000) * 2);
      const apart = predictWithTrees(
        lightgbm,
        text,
        { rows: 5_000, columns: features.columns, values },
        kind,
      );
      expect(together.slice(from * width, (from + 5_000) * width)).toEqual(apart);
    }
  }
});

it('predicts nothing for no rows, and refuses another number of columns', async (context) => {
  const lightgbm = requireLightgbm(context);
  const { text } = await trainBooster(lightgbm, { training: plantRows(100, 1, drawYes) }, plan);
  const none = { rows: 0, columns: ['signal', 'noise'], values: new Float32Array(0) };
  expect(predictWithTrees(lightgbm, text, none, 'normal')).toHaveLength(0);
  const narrow = { rows: 1, columns: ['signal'], values: new Float32Array(1) };
  expect(() => predictWithTrees(lightgbm, text, narrow, 'normal')).toThrow('number of features in data (1)');
  expect(lightgbm.countOpenHandles()).toBe(0);
});
