import { expect, it } from 'vitest';
import { shrink } from '../../../models/calibration/shrink.ts';

it.each([
  { change: 1, variance: 4, left: 0 },
  { change: -2, variance: 4, left: 0 },
  { change: 4, variance: 4, left: 3 },
  { change: -10, variance: 1, left: -9.9 },
  { change: 3, variance: Number.POSITIVE_INFINITY, left: 0 },
])('leaves $left of $change with variance $variance', ({ change, variance, left }) => {
  expect(shrink(change, variance)).toBeCloseTo(left, 12);
});
