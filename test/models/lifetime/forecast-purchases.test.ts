import { expect, it } from 'vitest';
import { expectPurchases } from '../../../models/lifetime/bg-nbd.ts';
import {
  blendForecasts,
  forecastPurchases,
  purchaserOf,
} from '../../../models/lifetime/forecast-purchases.ts';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';

const log = buildPurchaseLog({
  customers: ['a', 'a', 'a', 'b', 'c'],
  days: [0, 50, 95, 80, 105],
  amounts: [1, 1, 1, 1, 1],
});
const forecast = forecastPurchases(log, 100, 30);

it('looks at nothing from the cut on', () => {
  expect(Array.from(forecast.summary.rows)).toEqual([0, 1]);
  const { customers, offsets } = log;
  const changed = { ...log, customers, offsets, days: log.days.map((day) => (day < 100 ? day : 120)) };
  expect(forecastPurchases(changed, 100, 30)).toEqual(forecast);
});

it('goes on at the own rate, or as in the last window', () => {
  // a: 2 repeats in 100 days; b: none in 20.
  expect(Array.from(forecast.ownRate)).toEqual([0.6, 0]);
  expect(Array.from(forecast.lastWindow)).toEqual([1, 1]);
});

it('asks the model', () => {
  const purchaser = purchaserOf(forecast.summary, 0);
  expect(purchaser).toEqual({ frequency: 2, recency: 95, age: 100 });
  expect(forecast.model[0]).toBe(expectPurchases(forecast.fit.model, purchaser, 30));
});

it('mixes model and last window', () => {
  expect(blendForecasts(forecast, 1)).toEqual(forecast.model);
  expect(blendForecasts(forecast, 0)).toEqual(forecast.lastWindow);
  expect(blendForecasts(forecast, 0.25)[0]).toBeCloseTo(0.25 * forecast.model[0]! + 0.75, 12);
});

it('refuses a cut before the first purchase', () => {
  expect(() => forecastPurchases(log, 0, 30)).toThrow('no customer has bought');
});
