import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectPurchases } from '../../../models/lifetime/bg-nbd.ts';
import { BgNbdFit, fitBgNbd } from '../../../models/lifetime/fit-bg-nbd.ts';
import { summarisePurchases } from '../../../models/lifetime/summarise-purchases.ts';
import { plantPurchases } from './planted-purchases.ts';

const cdnow = fileURLToPath(new URL('../../../../shared/data/cdnow/summary.csv', import.meta.url));

it.skipIf(!existsSync(cdnow))(
  'reproduces CDNOW as published (skipped where ../shared/data is absent)',
  () => {
    const rows = readFileSync(cdnow, 'utf8').trim().split('\n').slice(1);
    const columns = rows.map((row) => row.split(',').map(Number));
    const column = (place: number) => columns.map((row) => row[place]!);
    const fit = fitBgNbd({ frequency: column(1), recency: column(2), age: column(3) });
    expect(BgNbdFit.parse(fit)).toMatchObject({ customers: 2357, converged: true, unbounded: [] });
    expect(fit.model.r).toBeCloseTo(0.243, 3);
    expect(fit.model.alpha).toBeCloseTo(4.414, 3);
    expect(fit.model.a).toBeCloseTo(0.793, 3);
    expect(fit.model.b).toBeCloseTo(2.426, 3);
    expect(fit.logLikelihood).toBeCloseTo(-9582.4, 1);
  },
);

describe('planted parameters', () => {
  // Slow enough that two purchases hardly ever fall into one day.
  const purchases = { r: 1.2, alpha: 250, a: 0.8, b: 4 };
  const log = plantPurchases({
    purchases,
    spend: { p: 4, q: 3, v: 20 },
    customers: 3_000,
    births: 2_000,
    days: 5_000,
    seed: 1,
  });
  const summary = summarisePurchases(log, 5_000);
  const fit = fitBgNbd(summary);

  it('lie in their 95 % intervals', () => {
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      const { low, high } = fit.intervals[name];
      expect(low, name).toBeLessThan(purchases[name]);
      expect(high, name).toBeGreaterThan(purchases[name]);
    }
  });

  it('do not depend on the unit of time', () => {
    const scale = (column: ArrayLike<number>) => Float64Array.from(column, (days) => days / 7);
    const weeks = fitBgNbd({
      frequency: summary.frequency,
      recency: scale(summary.recency),
      age: scale(summary.age),
    });
    expect((weeks.model.alpha * 7) / fit.model.alpha).toBeCloseTo(1, 4);
    expect(weeks.model.r).toBeCloseTo(fit.model.r, 4);
    const repeats = summary.frequency.reduce((sum, count) => sum + count, 0);
    expect(weeks.logLikelihood - repeats * Math.log(7)).toBeCloseTo(fit.logLikelihood, 2);
  });
});

describe('inputs that leave parameters open', () => {
  const forecast = (frequency: number, recency: number, age: number, customers = 1) => {
    const fill = (value: number) => new Array<number>(customers).fill(value);
    const fit = fitBgNbd({ frequency: fill(frequency), recency: fill(recency), age: fill(age) });
    return { fit, days: expectPurchases(fit.model, { frequency, recency, age }, 30) };
  };

  it('one customer goes on at their rate', () => {
    const { fit, days } = forecast(3, 20, 30);
    expect(days).toBeCloseTo(3, 1);
    expect(fit.unbounded).not.toEqual([]);
    expect(fit.intervals.r).toMatchObject({ low: null, high: null });
  });

  it('customers who are all alike go on at theirs', () => {
    expect(forecast(4, 300, 365, 50).days).toBeCloseTo((4 / 365) * 30, 2);
    expect(forecast(364, 364, 365, 20).days).toBeCloseTo(30, 0);
  });

  it('nobody who repeats is expected to', () => {
    const { fit, days } = forecast(0, 0, 90, 40);
    expect(fit.repeaters).toBe(0);
    expect(days).toBeLessThan(0.05);
  });

  it('nobody at all is refused, and so is what cannot be a history', () => {
    expect(() => fitBgNbd({ frequency: [], recency: [], age: [] })).toThrow('no customer has bought');
    expect(() => fitBgNbd({ frequency: [1], recency: [9], age: [5] })).toThrow(
      'row 0: frequency 1, recency 9, age 5',
    );
  });
});
