import { describe, expect, it } from 'vitest';
import { chooseBlend } from '../../../models/lifetime/choose-blend.ts';
import { estimateLifetimeValue } from '../../../models/lifetime/estimate-lifetime-value.ts';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { plantPurchases } from './planted-purchases.ts';

const log = plantPurchases({
  purchases: { r: 1.5, alpha: 60, a: 0.8, b: 5 },
  spend: { p: 5, q: 4, v: 30 },
  customers: 400,
  births: 250,
  days: 450,
  seed: 2,
});
const options = { until: 450, horizon: 90, seed: 1 };
const found = estimateLifetimeValue(log, options);

describe('the value of planted customers', () => {
  it('has a row for each, with what it rests on', () => {
    expect(found.rows.map(({ customerId }) => customerId)).toEqual(log.customers);
    expect(found.births).toEqual({ earlyShare: expect.closeTo(28 / 250, 1), isLeftCensored: false });
    expect(found.blendWeight).toBe(chooseBlend(log, 450, 90));
    for (const row of found.rows) {
      const blend =
        found.blendWeight * row.modelPurchases + (1 - found.blendWeight) * row.lastWindowPurchases;
      expect(row.expectedPurchases).toBeCloseTo(blend, 12);
      expect(row.expectedValue).toBeCloseTo(row.expectedPurchases * row.expectedSpend, 9);
      expect(row.purchasesLow).toBeLessThanOrEqual(row.purchasesHigh);
      expect(row.valueLow).toBeLessThanOrEqual(row.valueHigh);
      expect(row.aliveProbability).toBeGreaterThanOrEqual(0);
      expect(row.aliveProbability).toBeLessThanOrEqual(1);
    }
  });

  it('is more for those whom the model takes to be alive, of those who bought as often', () => {
    const alike = found.rows.filter(({ frequency }) => frequency === 3);
    const alive = alike.reduce((one, other) => (other.aliveProbability > one.aliveProbability ? other : one));
    const gone = alike.reduce((one, other) => (other.aliveProbability < one.aliveProbability ? other : one));
    expect(gone.ageDays - gone.recencyDays).toBeGreaterThan(alive.ageDays - alive.recencyDays);
    expect(gone.modelPurchases).toBeLessThan(alive.modelPurchases);
  });

  it('is a margin’s part of the spend', () => {
    const half = estimateLifetimeValue(log, { ...options, margin: 0.5 }).rows[0]!;
    expect(half.expectedValue).toBeCloseTo(found.rows[0]!.expectedValue / 2, 9);
    expect(half.valueHigh).toBeCloseTo(found.rows[0]!.valueHigh / 2, 9);
  });
});

it.each(['ownRate', 'lastWindow'] as const)('rests on %s where that was nearer', (purchasesBy) => {
  for (const row of estimateLifetimeValue(log, { ...options, purchasesBy }).rows) {
    const expected = purchasesBy === 'ownRate' ? (row.frequency / row.ageDays) * 90 : row.lastWindowPurchases;
    expect(row.expectedPurchases).toBeCloseTo(expected, 12);
    expect(row.expectedValue).toBeCloseTo(expected * row.expectedSpend, 9);
  }
});

it('repeats itself for a seed', () => {
  expect(estimateLifetimeValue(log, options)).toEqual(found);
});

it('is defined for one customer who bought once, and worth nothing where nobody paid', () => {
  const once = buildPurchaseLog({ customers: ['a'], days: [400], amounts: [0] });
  expect(estimateLifetimeValue(once, options)).toMatchObject({
    spend: null,
    rows: [{ frequency: 0, aliveProbability: 1, expectedValue: 0, valueHigh: 0 }],
  });
});

it('refuses a log that knows the future, and one of nobody', () => {
  expect(() => estimateLifetimeValue(log, { ...options, until: 300 })).toThrow(
    'expected none from day 300 on',
  );
  const nobody = buildPurchaseLog({ customers: [], days: [], amounts: [] });
  expect(() => estimateLifetimeValue(nobody, options)).toThrow('no customer has bought');
});
