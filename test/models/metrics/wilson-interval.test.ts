import { expect, it } from 'vitest';
import { computeWilsonInterval } from '../../../models/metrics/wilson-interval.ts';

// Newcombe (1998), Statistics in Medicine 17, table I, method 3.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i', (successes, trials, low, high) => {
  const interval = computeWilsonInterval(successes, trials);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

it('knows nothing without trials', () => {
  expect(computeWilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

it('refuses more successes than trials', () => {
  expect(() => computeWilsonInterval(3, 2)).toThrow('invalid counts: 3 of 2');
});
