import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { computeNextAffiliateMetrics } from '../../../models/metrics/next-affiliate-metrics.ts';
import { createRandom } from '../../../models/random.ts';
import { plantExpansion } from '../estimators/planted-expansion.ts';

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
    { random: createRandom(1) },
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
    { random: createRandom(1) },
  );
  const known = Object.entries(metrics).filter(([, value]) => value !== null);
  // Both rows have the same loss, so no resample has another.
  expect(Object.fromEntries(known)).toEqual({
    log_loss: Math.LN2,
    log_loss_low: Math.LN2,
    log_loss_high: Math.LN2,
    any_ece: 0.5,
  });
});

it('has no figure at all without rows', () => {
  const metrics = computeNextAffiliateMetrics(
    { any: new Float32Array(0), which: new Float32Array(0) },
    { next: createMask(affiliates, []) },
    { random: createRandom(1) },
  );
  expect(new Set(Object.values(metrics))).toEqual(new Set([null]));
});

it('brackets what a larger sample of the same customers shows', () => {
  const { truth, next } = plantExpansion(20_000, 3);
  const whole = computeNextAffiliateMetrics(truth, { next }, { random: createRandom(1), resamples: 10 });
  const part = plantExpansion(1_000, 4);
  const figures = computeNextAffiliateMetrics(part.truth, part, { random: createRandom(1) });
  for (const name of ['hit_at_1', 'hit_at_3', 'macro_f1', 'log_loss', 'any_auc'] as const) {
    expect(figures[`${name}_low`], name).toBeLessThan(whole[name]!);
    expect(figures[`${name}_high`], name).toBeGreaterThan(whole[name]!);
    expect(figures[`${name}_high`]! - figures[`${name}_low`]!, name).toBeLessThan(0.15);
  }
});
