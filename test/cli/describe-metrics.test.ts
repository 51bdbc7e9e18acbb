import { expect, it } from 'vitest';
import { describeMetrics } from '../../cli/describe-metrics.ts';

const FIGURES = {
  test_rows: 488,
  auc: 0.725,
  auc_low: 0.683,
  auc_high: 0.766,
  log_loss: 0.567,
  log_loss_baseline: 0.641,
  accuracy: 0.697,
  accuracy_baseline: 0.672,
  f1: 0.569,
  f1_baseline: 0.411,
};

it('lists the decision points in their order, each figure beside its baseline', () => {
  const text = describeMetrics({
    pipeline: 'trial-conversion',
    metrics: {
      last_day: { ...FIGURES, test_rows: 52, auc: null, auc_low: null, auc_high: null },
      registration: FIGURES,
      quarantine: { trial_register_quarantined: 3 },
    },
  });
  const cells = text.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(cells).toEqual([
    ['decision point', 'n', 'AUC (95 % interval)', 'log-loss (rate)', 'accuracy (majority)', 'F1 (random)'],
    [
      'registration',
      '488',
      '0.725',
      '(0.683 – 0.766)',
      '0.567',
      '(0.641)',
      '0.697',
      '(0.672)',
      '0.569',
      '(0.411)',
    ],
    ['last_day', '52', '–', '(– – –)', '0.567', '(0.641)', '0.697', '(0.672)', '0.569', '(0.411)'],
  ]);
});

it('lists the next affiliate beside both baselines', () => {
  const metrics = {
    'next-affiliate': { hit_at_1: 0.31, hit_at_1_low: 0.29, hit_at_1_high: 0.33, hit_at_1_popularity: 0.22 },
  };
  const [head, first] = describeMetrics({ pipeline: 'affiliate-expansion', metrics }).split('\n');
  expect(head).toBe('test snapshot  model  95 % interval  transitions  popularity');
  expect(first?.split(/ {2,}/)).toEqual(['hit_at_1', '0.310', '0.290 – 0.330', '–', '0.220']);
});

it.each(['trial-conversion', 'affiliate-expansion'] as const)('says why %s has no figures', (pipeline) => {
  expect(describeMetrics({ pipeline, metrics: { quarantine: {} } })).toBe(
    'too little history to learn from: nothing was trained',
  );
  expect(describeMetrics({ pipeline, metrics: { source: { stale: 'visits end on 2021-06-30' } } })).toBe(
    'the source is too old to act on: visits end on 2021-06-30',
  );
});
