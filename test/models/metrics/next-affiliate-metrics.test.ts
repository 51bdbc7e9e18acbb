import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { computeNextAffiliateMetrics } from '../../../models/metrics/next-affiliate-metrics.ts';

const affiliates = ['A01', 'A02', 'B01'];

it('measures four rows that a person can count', () => {
  const next = createMask(affiliates, [['A01'], ['A02', 'B01'], ['B01'], []]);
  const metrics = computeNextAffiliateMetrics(
    {
      any: Float32Array.of(0.75, 0.5, 0.25, 0.5),
      // Best guesses: A01 (right), B01 (in the set), A01 (wrong, B01 is third).
      which: Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0.375, 0.125, 1, 0, 0),
    },
    { next },
  );
  expect(metrics.hit_at_1).toBeCloseTo(2 / 3, 12);
  expect(metrics.hit_at_3).toBe(1);
  expect(metrics.hit_at_5).toBe(1);
  // Wilson's interval for 2 of 3, z = 1.96.
  expect(metrics.hit_at_1_low).toBeCloseTo(0.2077, 4);
  expect(metrics.hit_at_1_high).toBeCloseTo(0.9385, 4);
  // P(what happened): .75 × .5, .5 × (.25 + .5), .25 × .125, 1 − .5.
  const losses = [0.375, 0.375, 0.03125, 0.5].map((p) => -Math.log(p));
  expect(metrics.log_loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / 4, 12);
  // Against the one row without an outcome (.5): above, equal, below.
  expect(metrics.any_auc).toBeCloseTo((1 + 0.5 + 0) / 3, 12);
  // Bins: .25 (1 of 1), .5 (1 of 2), .75 (1 of 1): (.75 + 0 + .25) / 4.
  expect(metrics.any_ece).toBeCloseTo(0.25, 12);
});

it('has no hit rate and no AUC where nothing happened, but a log-loss', () => {
  const metrics = computeNextAffiliateMetrics(
    { any: Float32Array.of(0.5, 0.5), which: Float32Array.of(1, 0, 0, 0, 1, 0) },
    { next: createMask(affiliates, [[], []]) },
  );
  expect(metrics).toEqual({
    hit_at_1: null,
    hit_at_1_low: null,
    hit_at_1_high: null,
    hit_at_3: null,
    hit_at_5: null,
    macro_f1: null,
    log_loss: Math.LN2,
    any_auc: null,
    any_ece: 0.5,
  });
});

it('has no figure at all without rows', () => {
  const metrics = computeNextAffiliateMetrics(
    { any: new Float32Array(0), which: new Float32Array(0) },
    { next: createMask(affiliates, []) },
  );
  expect(new Set(Object.values(metrics))).toEqual(new Set([null]));
});
