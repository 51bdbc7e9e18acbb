import { expect, it } from 'vitest';
import { DEFAULT_POLICY, GatePolicy } from '../../../models/gates/policy.ts';

it('defaults to the published policy', () => {
  expect(DEFAULT_POLICY).toEqual({
    minRows: 300,
    minOutcomes: 60,
    minClasses: 3,
    minClassSupport: 10,
    accuracyMargin: 0,
    macroF1Margin: 0,
    logLossMargin: 0,
    resamples: 2_000,
  });
});

it('refuses names and values that mean nothing', () => {
  expect(() => GatePolicy.parse({ minAccuracy: 0.5 })).toThrow();
  expect(() => GatePolicy.parse({ minRows: 0 })).toThrow();
});
