import { describe, expect, it } from 'vitest';
import { detectableEffect, neededCustomers } from '../../../models/lift/detectable-effect.ts';

const armsOf = (customers: number, holdoutShare: number) => ({
  treatment: customers * (1 - holdoutShare),
  holdout: customers * holdoutShare,
});

describe('detectableEffect', () => {
  // Of trial customers, of whom .39 pay; 80 % power, two-sided 5 %.
  it.each([
    [300, 0.1, 0.26],
    [1_000, 0.1, 0.14],
    [3_000, 0.1, 0.083],
    [3_000, 0.5, 0.05],
  ])('of %i customers with a share of %f held out is %f', (customers, holdoutShare, points) => {
    const effect = detectableEffect(0.39, armsOf(customers, holdoutShare))!;
    expect(Number(effect.toPrecision(2))).toBe(points);
  });

  it('is found in four of five experiments, whatever the rate', () => {
    // Cohen (1988), table 6.4.1: h = .2 needs 392 in each arm.
    const effect = detectableEffect(0.5, { treatment: 392, holdout: 392 })!;
    const h = 2 * Math.asin(Math.sqrt(0.5 + effect)) - 2 * Math.asin(Math.sqrt(0.5));
    expect(h).toBeCloseTo(0.2, 2);
  });

  it('needs someone in each arm, and room above the rate', () => {
    expect(detectableEffect(0.39, { treatment: 300, holdout: 0 })).toBeNull();
    expect(detectableEffect(0.39, { treatment: 0, holdout: 300 })).toBeNull();
    expect(detectableEffect(0.9, { treatment: 30, holdout: 3 })).toBeNull();
    expect(() => detectableEffect(39, { treatment: 30, holdout: 3 })).toThrow('invalid rate: 39');
  });

  it('is larger when more must be certain', () => {
    const arms = armsOf(1_000, 0.1);
    const usual = detectableEffect(0.39, arms)!;
    expect(detectableEffect(0.39, arms, { power: 0.9 })!).toBeGreaterThan(usual);
    expect(detectableEffect(0.39, arms, { alpha: 0.01 })!).toBeGreaterThan(usual);
  });
});

describe('neededCustomers', () => {
  it.each([
    [0.26, 0.1],
    [0.083, 0.1],
    [0.05, 0.5],
  ])('of an effect of %f with a share of %f held out finds exactly that effect', (effect, holdoutShare) => {
    const customers = neededCustomers(0.39, { effect, holdoutShare });
    expect(detectableEffect(0.39, armsOf(customers, holdoutShare))!).toBeLessThanOrEqual(effect);
    expect(detectableEffect(0.39, armsOf(customers - 1, holdoutShare))!).toBeGreaterThan(effect);
  });

  it('is what the formula of two proportions says: from 50 % to 60 % in equal arms', () => {
    // (1.960 + .842)² (.5 × .5 + .6 × .4) / .1² = 384.6 in each, unpooled and without a correction for continuity.
    expect(neededCustomers(0.5, { effect: 0.1, holdoutShare: 0.5 })).toBe(770);
  });

  it('refuses what cannot be', () => {
    expect(() => neededCustomers(0.39, { effect: 0.7, holdoutShare: 0.1 })).toThrow('invalid effect: 0.7');
    expect(() => neededCustomers(0.39, { effect: 0.1, holdoutShare: 0 })).toThrow('invalid holdout share: 0');
  });
});
