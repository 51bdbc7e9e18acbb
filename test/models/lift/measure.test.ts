import { expect, it } from 'vitest';
import { Measure, measureBy, OUTCOMES } from '../../../models/lift/measure.ts';

it('gives every outcome a window, and an experiment a quarter', () => {
  const windows = OUTCOMES.map((outcome) => Measure.parse(measureBy(outcome)).window_days);
  expect(windows).toEqual([17, 60, 30, 30]);
  expect(measureBy('paid').enrol_days).toBe(91);
});

it('takes what the playbook says instead', () => {
  expect(measureBy('bought_product', { windowDays: 7, enrolDays: 28 }, ['P1'])).toEqual({
    outcome: 'bought_product',
    targets: ['P1'],
    window_days: 7,
    enrol_days: 28,
  });
});
