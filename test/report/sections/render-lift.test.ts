import { expect, it } from 'vitest';
import { renderLift } from '../../../report/sections/render-lift.ts';
import { READING } from '../../models/lift/sketch-reading.ts';

it('shows nothing before there is something to measure', () => {
  expect(renderLift({ lift: [], steps: [] }).toString()).toBe('');
});

it('shows both arms, the lift with its interval, and the state of each action', () => {
  const open = {
    ...{ ...READING, action: '*', state: 'open' as const, isFinal: false, round: 2 },
    holdout: { members: 120, ripe: 100, successes: 39 },
  };
  const page = renderLift({ lift: [READING, open], steps: [] })
    .toString()
    .replaceAll('\u00a0', ' ');
  expect(page).toContain('44.4 %<small>of 900');
  expect(page).toContain('39.0 %<small>of 100');
  expect(page).toContain('+5.4 points [−4.9, +15.0]');
  expect(page).toContain('+14.4 points');
  expect(page).toContain('closed<small>since 2021-05-31');
  expect(page).toContain('everything together, round 2');
  expect(page).toContain('of 100, 20 still open');
  expect(page).toContain('open<small>until 2021-05-31');
});

it('says how many rows of the models are of treated customers', () => {
  const step = {
    ...{ name: 'export-features', state: 'done' as const, reused: false, attempt: 1, rows: 1, millis: 1 },
    ...{ peakRssMb: 1, key: null, metrics: { training: 9, treated_rows: 312, learnt_rows: 12_480 } },
  };
  const page = renderLift({ lift: [READING], steps: [step] })
    .toString()
    .replaceAll('\u00a0', ' ');
  expect(page).toContain(
    'Of 12,480 rows that models learn from and are judged by, 312 (2.5 %) are of customers',
  );
  expect(renderLift({ lift: [READING], steps: [] }).toString()).not.toContain('treated</code>');
});
