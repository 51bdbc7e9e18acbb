import { expect, it } from 'vitest';
import { breakEvenLift } from '../../../models/playbooks/break-even-lift.ts';

it.each([
  ['at full margin', { probability: 0.39, margin: 1, discount: 0.15 }, 0.069],
  ['at 40 % margin', { probability: 0.39, margin: 0.4, discount: 0.15 }, 0.234],
])('a 15 %% discount at p = .39 breaks even %s', (_, terms, lift) => {
  expect(breakEvenLift(terms)).toBeCloseTo(lift, 3);
});

it('is what makes both ways earn the same', () => {
  const [probability, margin, discount, cost] = [0.3, 0.5, 0.1, 0.02];
  const lift = breakEvenLift({ probability, margin, discount, cost });
  expect((probability + lift) * (margin - discount) - cost).toBeCloseTo(probability * margin, 12);
  expect(lift).toBeCloseTo(0.125, 12);
});

it('needs nothing for nothing, and never comes where the discount eats the margin', () => {
  expect(breakEvenLift({ probability: 0.39, margin: 0.4, discount: 0 })).toBe(0);
  expect(breakEvenLift({ probability: 0.39, margin: 0.15, discount: 0.15 })).toBe(Number.POSITIVE_INFINITY);
});
