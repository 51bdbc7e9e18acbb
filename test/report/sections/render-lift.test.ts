import { expect, it } from 'vitest';
import { renderLift } from '../../../report/sections/render-lift.ts';
import { READING } from '../../models/lift/sketch-reading.ts';

it('shows nothing before there is something to measure', () => {
  expect(renderLift({ lift: [] }).toString()).toBe('');
});

it('shows both arms, the lift with its interval, and the state of each action', () => {
  const open = {
    ...{ ...READING, action: '*', state: 'open' as const, isFinal: false, round: 2 },
    holdout: { members: 120, ripe: 100, successes: 39 },
  };
  const page = renderLift({ lift: [READING, open] })
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
