import { expect, it } from 'vitest';
import { computeSeedCltv } from '../../../models/lifetime/seed-formula.ts';

it('is mean amount per row × median rows of all buyers × years from first to last', () => {
  // Buyers have 2, 10 and 4 rows: the median is 4.
  const cltv = computeSeedCltv({
    annualAmount: [1_000, 500, 80, 0],
    rows: [2, 10, 4, 0],
    spanDays: [365, 73, 0, Number.NaN],
  });
  expect(Array.from(cltv)).toEqual([500 * 4 * 1, 50 * 4 * 0.2, 20 * 4 * 0.003, 0]);
});

it('takes the mean of the two middle ones, and nobody', () => {
  const [first] = computeSeedCltv({ annualAmount: [10, 10], rows: [1, 2], spanDays: [365, 365] });
  expect(first).toBe(15);
  expect(computeSeedCltv({ annualAmount: [], rows: [], spanDays: [] })).toHaveLength(0);
});
