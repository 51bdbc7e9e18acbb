import type { NextAffiliateReport } from '../../models/metrics/next-affiliate-report.ts';

/** A model that never guesses its smallest affiliate and promises a little too much. */
export const NEXT_AFFILIATE_REPORT: NextAffiliateReport = {
  classes: [
    { name: 'A01', support: 120.5, precision: 0.25, recall: 0.5, f1: 0.333 },
    { name: 'A02', support: 200, precision: 0.3, recall: 0.4, f1: 0.343 },
    { name: 'B01', support: 8, precision: null, recall: 0, f1: 0 },
    { name: 'E01', support: 0, precision: null, recall: null, f1: null },
  ],
  calibration: {
    ece: 0.021,
    eceLimit: 0.018,
    line: {
      slope: { value: 0.93, low: 0.81, high: 1.05 },
      intercept: { value: -0.12, low: -0.21, high: -0.03 },
    },
    groups: [
      { rows: 300, forecast: 0.1, outcome: 0.09 },
      { rows: 300, forecast: 0.2, outcome: 0.17 },
      { rows: 299, forecast: 0.4, outcome: 0.36 },
    ],
  },
};
