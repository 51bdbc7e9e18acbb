import { expect, it } from 'vitest';
import { countWithinNoise, groupNotes, listGridRows } from '../../../models/recipes/list-grid-rows.ts';
import { gridMetrics } from './grid-metrics.ts';

it('lists the measured runs of a population, in the order of the spec', () => {
  const rows = listGridRows(gridMetrics(), 'deleted');
  expect(rows.map(({ run }) => run.id)).toEqual(['RandomForest 4', 'XGBoost 8']);
  expect(rows[0]).toMatchObject({
    accuracy: { value: 0.61, low: 0.59, high: 0.63 },
    majority: 0.608,
    everyoneF1: 0.564,
    run: { original: { accuracy: 0.6213 } },
  });
});

it('says which are noise: neither accuracy nor F1 lies surely above what needs no model', () => {
  expect(listGridRows(gridMetrics(), 'deleted').map(({ isNoise }) => isNoise)).toEqual([true, false]);
});

it('counts the runs whose interval holds the best accuracy, the best included', () => {
  // .61 ± .02 does not hold .64.
  expect(countWithinNoise(listGridRows(gridMetrics(), 'deleted'))).toBe(1);
  const close = { ...gridMetrics(), 'RandomForest 4': { ...gridMetrics()['XGBoost 8'], accuracy: 0.63 } };
  expect(countWithinNoise(listGridRows(close, 'deleted'))).toBe(2);
});

it('says each note once, with the runs it is about', () => {
  const measured = gridMetrics()['XGBoost 8']!;
  const rows = listGridRows({ 'CatBoost 1': measured, 'CatBoost 2': measured }, 'kept');
  expect(groupNotes(rows)).toEqual([
    { ids: 'CatBoost 1, CatBoost 2', note: expect.stringContaining("LightGBM's native categories") },
    { ids: 'CatBoost 2', note: 'their best accuracy of all' },
  ]);
});
