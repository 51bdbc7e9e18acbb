import { expect, it } from 'vitest';
import { expectSpend, logSpendLikelihood } from '../../../models/lifetime/gamma-gamma.ts';

/** As published for CDNOW (Fader and Hardie 2013): population mean p v / (q − 1) = 35.5 dollars. */
const CDNOW = { p: 6.25, q: 3.74, v: 15.44 };

it('draws a customer’s mean to everyone’s, less the more they bought', () => {
  expect(expectSpend(CDNOW, { purchases: 0, meanSpend: 0 })).toBeCloseTo((6.25 * 15.44) / 2.74, 9);
  const after = (purchases: number) => expectSpend(CDNOW, { purchases, meanSpend: 100 });
  // (6.25 (15.44 + 100)) / (6.25 + 2.74)
  expect(after(1)).toBeCloseTo((6.25 * 115.44) / 8.99, 9);
  expect(after(100_000)).toBeCloseTo(100, 2);
});

it('expects little of who has paid nothing', () => {
  expect(expectSpend(CDNOW, { purchases: 20, meanSpend: 0 })).toBeLessThan(1);
});

it('is a density: it adds up to 1 over the mean spend', () => {
  for (const purchases of [1, 7]) {
    let sum = 0;
    for (let spend = 0.05; spend < 2_000; spend += 0.1) {
      sum += 0.1 * Math.exp(logSpendLikelihood(CDNOW, { purchases, meanSpend: spend }));
    }
    expect(sum).toBeCloseTo(1, 3);
  }
});
