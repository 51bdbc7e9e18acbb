import { expect, it } from 'vitest';
import { addLocalShares, countBranchSales } from '../../../models/recommender/branch-sales.ts';
import { writeLog } from './write-log.ts';

it('says how likely a product is at the branches a customer uses', () => {
  const { log } = writeLog([
    { customer: 'M1', product: 'milk', day: -9, branch: 'north', lines: 3 },
    { customer: 'M1', product: 'milk', day: -9, branch: 'south' },
    { customer: 'M2', product: 'tea', day: -9, branch: 'north' },
    { customer: 'M2', product: 'tea', day: -1, branch: 'south', lines: 9 },
  ]);
  const shares = new Float32Array(log.products.length);
  addLocalShares(countBranchSales(log, -5), log.customers.indexOf('M1'), shares);
  // Three of four lines in the north, where milk is three lines of four; one in the south, which sold milk only.
  expect(shares[log.products.indexOf('milk')]).toBeCloseTo(0.75 * 0.75 + 0.25, 6);
  expect(shares[log.products.indexOf('tea')]).toBeCloseTo(0.75 * 0.25, 6);
});
