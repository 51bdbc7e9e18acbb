import { expect, it } from 'vitest';
import { renderExperiment } from '../../report/render-experiment.ts';
import { gridMetrics } from '../models/recipes/grid-metrics.ts';

const page = renderExperiment({
  run: { dataset: 'coworking', asOf: '2022-01-01', seed: 7 },
  runId: 'run-1',
  metrics: gridMetrics(),
});

it('shows every measured run beside what the originals printed, and marks what is surely above no model', () => {
  expect(page).toContain('coworking as of 2022-01-01');
  const rowOf = (id: string) => page.split('<tr>').find((row) => row.includes(`<strong>${id}</strong>`))!;
  expect(rowOf('XGBoost 8')).toContain('★');
  expect(rowOf('XGBoost 8')).toContain('0.642');
  expect(rowOf('XGBoost 8')).toContain('0.620 to 0.660');
  expect(rowOf('RandomForest 4')).not.toContain('★');
  expect(rowOf('XGBoost 8')).toContain('xgboost<small>cyclic+one-hot, SMOTETomek, best of 3</small>');
  expect(page).toContain('<li>RandomForest 4: their best accuracy of a forest</li>');
});

it('shows the one test of the best run, with what needs no model', () => {
  expect(page).toContain('The newest 1,300 registrants, by XGBoost 8');
  expect(page).toContain('0.590 to 0.650');
});

it('needs nothing from elsewhere', () => {
  expect(page).not.toMatch(/<script|src=|href="http/);
});
