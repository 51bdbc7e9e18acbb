import { expect, it } from 'vitest';
import { listGridRows, readGridFigure } from '../../../models/recipes/list-grid-rows.ts';
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

it('reads what is missing as null', () => {
  expect(readGridFigure({ auc: 0.6 }, 'auc')).toEqual({ value: 0.6, low: null, high: null });
});
