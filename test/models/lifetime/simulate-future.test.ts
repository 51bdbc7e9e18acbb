import { describe, expect, it } from 'vitest';
import { expectPurchases } from '../../../models/lifetime/bg-nbd.ts';
import { simulateFuture } from '../../../models/lifetime/simulate-future.ts';
import { createRandom } from '../../../models/random.ts';

const purchases = { r: 2, alpha: 20, a: 0.5, b: 6 };
const spend = { p: 6, q: 4, v: 15 };
const simulate = (purchaser: Parameters<typeof simulateFuture>[0], options = {}) =>
  simulateFuture(
    purchaser,
    { purchases: purchaser.frequency + 1, meanSpend: 30 },
    {
      purchases,
      spend,
      horizon: 60,
      random: createRandom(1),
      draws: 4_000,
      ...options,
    },
  );

describe('a customer who buys every ten days', () => {
  const purchaser = { frequency: 30, recency: 298, age: 300 };
  const future = simulate(purchaser);

  it('is expected between the limits', () => {
    const expected = expectPurchases(purchases, purchaser, 60);
    expect(future.purchases.low).toBeLessThan(expected);
    expect(future.purchases.high).toBeGreaterThan(expected);
    expect(future.spend.low).toBeLessThan(expected * 30);
    expect(future.spend.high).toBeGreaterThan(expected * 30);
  });

  it('is as uncertain as one Poisson count of 6 at least', () => {
    // The 10 % and 90 % points of Poisson(6) are 3 and 9.
    expect(future.purchases.low).toBeLessThanOrEqual(3);
    expect(future.purchases.high).toBeGreaterThanOrEqual(8);
    expect(future.purchases.high).toBeLessThanOrEqual(11);
  });
});

it('expects nothing of who has long been silent', () => {
  expect(simulate({ frequency: 30, recency: 60, age: 300 })).toEqual({
    purchases: { low: 0, high: 0 },
    spend: { low: 0, high: 0 },
  });
});

it('has no spend without a model of it', () => {
  const { spend: none, purchases: some } = simulate(
    { frequency: 30, recency: 298, age: 300 },
    { spend: null },
  );
  expect(none).toEqual({ low: 0, high: 0 });
  expect(some.high).toBeGreaterThan(0);
});

it('repeats itself for a seed', () => {
  const purchaser = { frequency: 3, recency: 40, age: 60 };
  expect(simulate(purchaser, { draws: 100 })).toEqual(simulate(purchaser, { draws: 100 }));
});
