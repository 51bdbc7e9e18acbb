import type { LifetimeReport } from '../../models/lifetime/lifetime-report.ts';

const parameter = (value: number) => ({ value, low: value / 2, high: value * 2 });

/** Lifetime values of a hundred customers: the blend leads its rules, the calibration is on the diagonal but for the last. */
export const LIFETIME: LifetimeReport = {
  asOf: '2026-11-22',
  horizonDays: 92,
  customers: 100,
  blendWeight: 0.4,
  earlyShare: 0.79,
  purchasesBy: 'blend',
  isLeftCensored: true,
  refundDays: 3,
  purchases: {
    model: { r: 0.8, alpha: 5, a: 0.1, b: 4 },
    intervals: { r: parameter(0.8), alpha: parameter(5), a: parameter(0.1), b: parameter(4) },
    logLikelihood: -1_234.5,
    converged: true,
    unbounded: [],
    customers: 100,
    repeaters: 80,
  },
  spend: null,
  validation: {
    customers: 98,
    horizonDays: 92,
    blendWeight: 0.5,
    purchaseError: { model: 4.2, ownRate: 4.3, lastWindow: 4.1, blend: 3.9 },
    spendError: { model: 42_000, ownRate: 43_000, lastWindow: 41_000, blend: 39_000 },
    purchaseLead: {
      ownRate: { value: -0.4, low: -0.6, high: -0.2 },
      lastWindow: { value: -0.2, low: -0.5, high: 0.1 },
    },
    spendLead: {
      ownRate: { value: -4_000, low: -6_000, high: -2_000 },
      lastWindow: { value: -2_000, low: -5_000, high: 1_000 },
    },
    calibration: [
      { customers: 49, model: 1, blend: 1, ownRate: 2, lastWindow: 0.5, outcome: 1 },
      { customers: 49, model: 20, blend: 20, ownRate: 24, lastWindow: 26, outcome: 18 },
    ],
    purchaseCoverage: 0.82,
    spendCoverage: 0.74,
  },
  association: {
    customers: 98,
    meanSpend: 100_000,
    raw: { value: 0.43, low: 0.37, high: 0.5 },
    adjusted: { value: 0.14, low: 0.1, high: 0.19 },
    groups: [
      { affiliates: 1, orMore: false, customers: 60, spend: 50_000, adjustedSpend: 90_000 },
      { affiliates: 2, orMore: false, customers: 30, spend: 120_000, adjustedSpend: 105_000 },
      { affiliates: 8, orMore: true, customers: 8, spend: 400_000, adjustedSpend: 150_000 },
    ],
  },
};
