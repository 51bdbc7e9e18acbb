import { expect, test } from 'vitest';
import { computePersonaPulls, computeUserShares } from '../../../sample/affiliate/persona-pulls.ts';
import { signalStrengths } from '../../../sample/affiliate/spec/signal-strengths.ts';

test('user shares sum to the affiliates used and never exceed what the rows allow', () => {
  const rows = [12, 2, 0.1];
  const shares = computeUserShares(rows, 1.5);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1.5, 6);
  expect(shares[0]).toBeGreaterThan(shares[1]!);
  expect(shares[2]).toBeLessThanOrEqual(0.1);
});

test('without a signal all personas expand alike; with it they differ', () => {
  const spread = (strengths: typeof signalStrengths.demo) => {
    const pulls = computePersonaPulls(strengths).filter(({ affiliate }) => affiliate === 5);
    const values = pulls.map(({ nextPull }) => nextPull);
    return Math.max(...values) - Math.min(...values);
  };
  expect(spread({ ...signalStrengths.seed, persona: 0 })).toBeCloseTo(0, 9);
  expect(spread(signalStrengths.demo)).toBeGreaterThan(5);
});
