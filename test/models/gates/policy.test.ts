import { expect, it } from 'vitest';
import { DEFAULT_POLICY, GatePolicy } from '../../../models/gates/policy.ts';

it('defaults to the published policy', () => {
  expect(DEFAULT_POLICY).toEqual({
    minRows: 300,
    minOutcomes: 60,
    minClasses: 3,
    minClassSupport: 10,
    minOfEachClass: 60,
    minAuc: 0.55,
    maxSingleAuc: 0.9,
    accuracyMargin: 0,
    macroF1Margin: 0,
    logLossMargin: 0,
    ndcgMargin: 0,
    f1Margin: 0,
    majorityTolerance: 0.02,
    minSliceRecall: 0.2,
    minSliceSupport: 50,
    maxAgeDays: 90,
    maxAucLoss: 0.01,
    resamples: 2_000,
  });
});

it('refuses names and values that mean nothing', () => {
  expect(() => GatePolicy.parse({ minAccuracy: 0.5 })).toThrow();
  expect(() => GatePolicy.parse({ minRows: 0 })).toThrow();
});
