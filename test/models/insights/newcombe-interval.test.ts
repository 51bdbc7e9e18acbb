import { expect, it } from 'vitest';
import { computeNewcombeInterval } from '../../../models/insights/newcombe-interval.ts';

// Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
it.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i less %i of %i', (payers, registrants, otherPayers, otherRegistrants, low, high) => {
  const interval = computeNewcombeInterval(
    { payers, registrants },
    { payers: otherPayers, registrants: otherRegistrants },
  );
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});
