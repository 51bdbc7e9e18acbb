import { describe, expect, it } from 'vitest';
import { judgeClaim } from '../../../models/insights/judge-claim.ts';

const q = 0.01;
const above = { direction: 'above', smallestEffect: 0.02 } as const;

describe('a claim that something is more', () => {
  it.each([
    ['large and sure', { effect: 0.04, low: 0.01, high: 0.07, q }, 'supported'],
    ['sure to be large', { effect: 0.06, low: 0.03, high: 0.09, q }, 'supported'],
    ['large, but not after adjustment', { effect: 0.04, low: 0.01, high: 0.07, q: 0.051 }, 'not supported'],
    ['large, but its interval holds 0', { effect: 0.04, low: -0.01, high: 0.09, q }, 'not supported'],
    ['sure, but perhaps too small', { effect: 0.015, low: 0.005, high: 0.025, q }, 'not supported'],
    ['sure to be too small', { effect: 0.01, low: 0.005, high: 0.015, q }, 'refuted'],
    ['surely the other way round', { effect: -0.04, low: -0.07, high: -0.01, q: 1 }, 'refuted'],
    ['the other way round, and unsure', { effect: -0.01, low: -0.05, high: 0.03, q: 0.7 }, 'not supported'],
    ['none, as exactly as matters', { effect: 0, low: -0.019, high: 0.019, q: 0.5 }, 'refuted'],
  ])('%s', (_, measured, verdict) => {
    expect(judgeClaim(above, measured)).toBe(verdict);
    const { effect, low, high } = measured;
    const mirrored = { effect: -effect, low: -high, high: -low, q: measured.q };
    expect(judgeClaim({ ...above, direction: 'below' }, mirrored), 'and of less, mirrored').toBe(verdict);
  });
});

describe('a claim that two are alike', () => {
  it.each([
    ['inside the margin', { effect: 0.01, low: -0.02, high: 0.04, q }, 'supported'],
    ['inside, but not after adjustment', { effect: 0.01, low: -0.02, high: 0.04, q: 0.051 }, 'not supported'],
    ['across the margin', { effect: 0.04, low: 0.02, high: 0.06, q: 0.3 }, 'not supported'],
    ['across both', { effect: 0, low: -0.06, high: 0.06, q: 0.3 }, 'not supported'],
    ['beyond the margin', { effect: 0.08, low: 0.05, high: 0.11, q: 1 }, 'refuted'],
    ['beyond it on the other side', { effect: -0.08, low: -0.11, high: -0.05, q: 1 }, 'refuted'],
  ])('%s', (_, measured, verdict) => {
    expect(judgeClaim({ direction: 'within', smallestEffect: 0.05 }, measured)).toBe(verdict);
  });
});

it('asks nothing of the size where any would matter', () => {
  const any = { direction: 'above', smallestEffect: 0 } as const;
  expect(judgeClaim(any, { effect: 0.001, low: 0.0005, high: 0.002, q })).toBe('supported');
  expect(judgeClaim(any, { effect: -0.001, low: -0.002, high: -0.0005, q: 1 })).toBe('refuted');
});
