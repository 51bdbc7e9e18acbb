import { expect, it } from 'vitest';
import { describeExperiment } from '../../cli/describe-experiment.ts';
import { gridMetrics } from '../models/recipes/grid-metrics.ts';

it('prints the table again: their figures beside ours with intervals, and what needs no model', () => {
  const lines = describeExperiment(gridMetrics())!.split('\n');
  const of = (id: string) => lines.find((line) => line.startsWith(id))!.split(/\s{2,}/);
  expect(of('XGBoost 8')).toEqual([
    'XGBoost 8',
    'cyclic+one-hot',
    'smote-tomek',
    'yes',
    '0.642',
    '0.640 (0.620 – 0.660)',
    '0.386',
    '0.500 (0.470 – 0.530)',
    '0.550 (0.530 – 0.570)',
    '0.666',
    '★',
  ]);
  expect(of('RandomForest 4').at(-1)).not.toBe('★');
  expect(lines[1]).toContain('accuracy 0.608 (nobody pays), F1 0.564 (everybody pays)');
  expect(lines).toContain(
    'on the 1300 newest registrants, by XGBoost 8 (least log-loss on held rows), once:',
  );
  expect(lines).toContain('  RandomForest 4: their best accuracy of a forest');
});

it('has nothing to say of a run that is no experiment', () => {
  expect(describeExperiment({ registration: { auc: 0.7 } })).toBeUndefined();
});
