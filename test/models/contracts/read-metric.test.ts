import { expect, it } from 'vitest';
import { readFigure, readMetric } from '../../../models/contracts/read-metric.ts';
import { flattenEstimate } from '../../../models/metrics/flatten-estimate.ts';

it('reads numbers and nothing else', () => {
  expect(['auc', 'chosen', 'none'].map((name) => readMetric({ auc: 0.7, chosen: 'trees' }, name))).toEqual([
    0.7,
    null,
    null,
  ]);
});

it('reads a figure with its limits as an estimate is written flat', () => {
  const estimate = { value: 0.7, low: 0.6, high: 0.8, lower: 0.61, upper: 0.79, rows: 9, groups: 8 };
  expect(readFigure(flattenEstimate('auc', estimate), 'auc')).toEqual({ value: 0.7, low: 0.6, high: 0.8 });
  expect(readFigure({ auc: 0.6 }, 'auc')).toEqual({ value: 0.6, low: null, high: null });
  expect(readFigure(flattenEstimate('auc', null), 'auc')).toEqual({ value: null, low: null, high: null });
});
