import { expect, it } from 'vitest';
import { describeEventExperiment } from '../../cli/describe-event-experiment.ts';
import { eventMetrics } from '../models/events/event-metrics.ts';

it('sets their figures beside those of rows that do not know their label, with baselines and reasons', () => {
  const text = describeEventExperiment(eventMetrics())!;
  const lines = text.split('\n');
  const rowsOf = (start: string) => lines.filter((line) => line.startsWith(start));
  // One on each split, and one that says why.
  const [first, second, why] = rowsOf('  8 XGBoost, tuned').concat(rowsOf('8 XGBoost, tuned'));
  expect(rowsOf('8 XGBoost, tuned')).toHaveLength(2);
  expect(rowsOf('8 XGBoost, tuned')[0]).toMatch(/0\.412 +0\.330 \(0\.300 – 0\.360\) .* ★$/);
  expect([first, second, why].join('\n')).toContain('validation rows chose maxDepth 6, rounds 200');
  expect(text).toContain('8 XGBoost, tuned: Theirs was the best of 200 settings on the test rows');
  expect(rowsOf('no model: transitions')).toHaveLength(4);
  // The other table cannot judge: nothing is marked there.
  expect(text.match(/★$/gm)).toHaveLength(1);
});

it('says what cannot judge, where, and shows the leak as a demonstration', () => {
  const text = describeEventExperiment(eventMetrics())!;
  expect(text.match(/this cannot judge a model: .*/g)).toEqual([
    'this cannot judge a model: 187 test rows (at least 300)',
  ]);
  expect(text).toContain('demonstration, no candidate: row 5 with the originals’ counts');
  expect(text).toMatch(/other customers +0\.260 .* 0\.410 .* 0\.340 .* 0\.460/);
});

it('says why nothing was measured', () => {
  const events = { expanded_rows: 3, expanded_customers: 2, unfittable: '3 training rows (at least 40)' };
  expect(describeEventExperiment({ events })).toBe(
    'nothing can be judged: 3 first uses of 2 customers; 3 training rows (at least 40)',
  );
});

it('is silent where there was no such experiment', () => {
  expect(describeEventExperiment({ 'next-affiliate': {} })).toBeUndefined();
});
