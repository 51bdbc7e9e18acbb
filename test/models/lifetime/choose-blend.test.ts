import { expect, it } from 'vitest';
import { chooseBlend, measureAbsoluteError } from '../../../models/lifetime/choose-blend.ts';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { plantPurchases } from './planted-purchases.ts';

const planted = plantPurchases({
  purchases: { r: 1, alpha: 60, a: 1, b: 4 },
  spend: { p: 4, q: 3, v: 20 },
  customers: 800,
  births: 200,
  days: 400,
  seed: 3,
});

it('leans to the model where customers live by it', () => {
  expect(chooseBlend(planted, 400, 60)).toBeGreaterThan(0.5);
});

it('trusts the last window where habits change and then last', () => {
  // Nobody buys for 100 days after the first time, then everyone every third day.
  const rows = Array.from({ length: 60 }, (_, customer) =>
    [0, ...Array.from({ length: 40 }, (__, time) => 100 + 3 * time)].map((day) => ({
      customer: `M${String(customer).padStart(2, '0')}`,
      day: day + (customer % 3),
    })),
  ).flat();
  const changed = buildPurchaseLog({
    customers: rows.map(({ customer }) => customer),
    days: rows.map(({ day }) => day),
    amounts: rows.map(() => 1),
  });
  expect(chooseBlend(changed, 220, 60)).toBeLessThanOrEqual(0.1);
});

it('looks at nothing from the cut on', () => {
  const { offsets, days } = planted;
  const cut = 340;
  const early = planted.customers.flatMap((customer, place) =>
    Array.from(days.subarray(offsets[place], offsets[place + 1]), (day, row) => ({
      customer,
      day,
      amount: planted.amounts[offsets[place]! + row]!,
    })).filter(({ day }) => day < cut),
  );
  const trimmed = buildPurchaseLog({
    customers: early.map(({ customer }) => customer),
    days: early.map(({ day }) => day),
    amounts: early.map(({ amount }) => amount),
  });
  expect(chooseBlend(trimmed, cut, 60)).toBe(chooseBlend(planted, cut, 60));
});

it('is the model alone where there is no earlier window', () => {
  const log = buildPurchaseLog({ customers: ['a', 'a'], days: [5, 20], amounts: [1, 1] });
  expect(chooseBlend(log, 30, 25)).toBe(1);
});

it('measures the mean absolute error', () => {
  expect(measureAbsoluteError([1, 5], [2, 2])).toBe(2);
  expect(measureAbsoluteError([], [])).toBe(0);
});
