import { expect, it } from 'vitest';
import { readMetric } from '../../../models/contracts/read-metric.ts';

it('reads numbers and nothing else', () => {
  expect(['auc', 'chosen', 'none'].map((name) => readMetric({ auc: 0.7, chosen: 'trees' }, name))).toEqual([
    0.7,
    null,
    null,
  ]);
});
