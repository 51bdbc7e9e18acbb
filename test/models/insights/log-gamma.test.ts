import { expect, it } from 'vitest';
import { logGamma } from '../../../models/insights/log-gamma.ts';

it.each([
  [0.5, Math.log(Math.PI) / 2],
  [0.1, 2.2527126517342],
  [1, 0],
  [5, Math.log(24)],
  [100, 359.1342053695754],
])('ln Γ(%d) = %d', (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 11);
});
