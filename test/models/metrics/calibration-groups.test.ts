import { expect, it } from 'vitest';
import { groupByForecast } from '../../../models/metrics/calibration-groups.ts';

it('parts rows by forecast, lowest first', () => {
  expect(groupByForecast([0.75, 0.25, 0.5, 0.25], [1, 0, 1, 1], 2)).toEqual([
    { rows: 2, forecast: 0.25, outcome: 0.5 },
    { rows: 2, forecast: 0.625, outcome: 1 },
  ]);
});

it('never parts equal forecasts', () => {
  const groups = groupByForecast([0.5, 0.5, 0.5, 0.5, 0.75], [1, 0, 1, 0, 1], 3);
  expect(groups).toEqual([
    { rows: 4, forecast: 0.5, outcome: 0.5 },
    { rows: 1, forecast: 0.75, outcome: 1 },
  ]);
});

it('has no more groups than rows, and none without any', () => {
  expect(groupByForecast([0.25, 0.5], [0, 1]).map(({ rows }) => rows)).toEqual([1, 1]);
  expect(groupByForecast([], [])).toEqual([]);
});
