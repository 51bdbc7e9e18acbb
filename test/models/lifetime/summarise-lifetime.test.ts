import { expect, it } from 'vitest';
import { LifetimeReport } from '../../../models/lifetime/lifetime-report.ts';
import { summariseLifetime } from '../../../models/lifetime/summarise-lifetime.ts';
import { LIFETIME } from '../../report/lifetime-fixture.ts';

it('names every error beside that of its rules, and both slopes', () => {
  expect(LifetimeReport.parse(LIFETIME)).toEqual(LIFETIME);
  expect(summariseLifetime(LIFETIME)).toEqual({
    buyers: 100,
    horizon_days: 92,
    purchases_by: 'blend',
    blend_weight: 0.4,
    early_share: 0.79,
    left_censored: true,
    refund_days: 3,
    converged: true,
    held_out_customers: 98,
    purchases_mae: 3.9,
    purchases_mae_model: 4.2,
    purchases_mae_own_rate: 4.3,
    purchases_mae_last_window: 4.1,
    spend_mae: 39_000,
    spend_mae_model: 42_000,
    spend_mae_own_rate: 43_000,
    spend_mae_last_window: 41_000,
    purchase_coverage: 0.82,
    spend_coverage: 0.74,
    affiliate_slope: 0.43,
    affiliate_slope_adjusted: 0.14,
    affiliate_slope_adjusted_low: 0.1,
    affiliate_slope_adjusted_high: 0.19,
  });
});

it('says only that nobody has bought, or what is known of a short history', () => {
  expect(summariseLifetime(null)).toEqual({ buyers: 0 });
  const short = summariseLifetime({ ...LIFETIME, validation: null, association: null });
  expect(short).toMatchObject({ buyers: 100, blend_weight: 0.4 });
  expect(Object.keys(short).filter((name) => /mae|slope|held/.test(name))).toEqual([]);
});
