import type { Metrics } from '../contracts/artifact.ts';
import type { LifetimeReport } from './lifetime-report.ts';

/** The figures of a night's lifetime values, flat; only that there are none where nobody has bought. */
export function summariseLifetime(report: LifetimeReport | null): Metrics {
  if (report === null) return { buyers: 0 };
  const { customers, horizonDays, blendWeight, earlyShare, isLeftCensored, refundDays } = report;
  const { validation, association, purchasesBy } = report;
  return {
    buyers: customers,
    horizon_days: horizonDays,
    blend_weight: blendWeight,
    purchases_by: purchasesBy,
    early_share: earlyShare,
    left_censored: isLeftCensored,
    refund_days: refundDays,
    converged: report.purchases.converged,
    ...(validation !== null && {
      held_out_customers: validation.customers,
      purchases_mae: validation.purchaseError.blend,
      purchases_mae_model: validation.purchaseError.model,
      purchases_mae_own_rate: validation.purchaseError.ownRate,
      purchases_mae_last_window: validation.purchaseError.lastWindow,
      spend_mae: validation.spendError.blend,
      spend_mae_model: validation.spendError.model,
      spend_mae_own_rate: validation.spendError.ownRate,
      spend_mae_last_window: validation.spendError.lastWindow,
      purchase_coverage: validation.purchaseCoverage,
      spend_coverage: validation.spendCoverage,
    }),
    ...(association !== null && {
      affiliate_slope: association.raw.value,
      affiliate_slope_adjusted: association.adjusted.value,
      affiliate_slope_adjusted_low: association.adjusted.low,
      affiliate_slope_adjusted_high: association.adjusted.high,
    }),
  };
}
