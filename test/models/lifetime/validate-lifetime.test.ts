import { describe, expect, it } from 'vitest';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { LifetimeValidation, validateLifetime } from '../../../models/lifetime/validate-lifetime.ts';
import { plantPurchases } from './planted-purchases.ts';

describe('customers who live by the models', () => {
  const log = plantPurchases({
    purchases: { r: 1.5, alpha: 60, a: 0.8, b: 5 },
    spend: { p: 5, q: 4, v: 30 },
    customers: 1_500,
    births: 250,
    days: 450,
    seed: 2,
  });
  const found = validateLifetime(log, { until: 450, horizon: 90, seed: 1 })!;

  it('are forecast better than by either rule', () => {
    expect(LifetimeValidation.parse(found)).toMatchObject({ customers: 1_500, horizonDays: 90 });
    const { model, ownRate, lastWindow, blend } = found.purchaseError;
    expect(model).toBeLessThan(ownRate);
    expect(model).toBeLessThan(lastWindow);
    expect(blend).toBeLessThan(1.02 * model);
    expect(found.spendError.model).toBeLessThan(found.spendError.lastWindow);
  });

  it('have leads that are differences of the errors, with an interval around them', () => {
    for (const rule of ['ownRate', 'lastWindow'] as const) {
      const { value, low, high } = found.purchaseLead[rule];
      expect(value).toBeCloseTo(found.purchaseError.blend - found.purchaseError[rule], 9);
      expect(found.spendLead[rule].value).toBeCloseTo(found.spendError.blend - found.spendError[rule], 6);
      expect(low).toBeLessThan(value);
      expect(high).toBeLessThan(0);
    }
  });

  it('are as often as forecast in every tenth', () => {
    expect(found.calibration).toHaveLength(10);
    expect(found.calibration.map(({ blend }) => blend)).toEqual(
      found.calibration.map(({ blend }) => blend).sort((one, other) => one - other),
    );
    for (const { customers, model, outcome } of found.calibration) {
      expect(customers).toBe(150);
      // Three standard errors of a mean of 150 counts with twice a Poisson's variance.
      expect(Math.abs(model - outcome)).toBeLessThan(3 * Math.sqrt((2 * Math.max(0.1, model)) / 150));
    }
  });

  it('lie in their 80 % intervals four times in five, counts a little more often', () => {
    expect(found.spendCoverage).toBeGreaterThan(0.78);
    expect(found.purchaseCoverage).toBeGreaterThan(0.8);
    expect(found.purchaseCoverage).toBeLessThan(0.95);
  });
});

it('has nothing to say where nobody had bought before', () => {
  const log = buildPurchaseLog({ customers: ['a'], days: [80], amounts: [1] });
  expect(validateLifetime(log, { until: 100, horizon: 30, seed: 1 })).toBeNull();
});

it('takes one customer who paid nothing', () => {
  const log = buildPurchaseLog({ customers: ['a', 'a'], days: [1, 50], amounts: [0, 0] });
  const found = validateLifetime(log, { until: 100, horizon: 30, seed: 1 })!;
  expect(found).toMatchObject({ customers: 1, spendError: { model: 0 }, spendCoverage: 1 });
  expect(found.calibration).toHaveLength(1);
});
