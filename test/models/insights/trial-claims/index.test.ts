import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../../models/insights/claim.ts';
import { TRIAL_CLAIMS } from '../../../../models/insights/trial-claims/index.ts';

it('has a claim in every family, each id once', () => {
  expect(new Set(TRIAL_CLAIMS.map(({ family }) => family))).toEqual(new Set(FAMILIES));
  expect(new Set(TRIAL_CLAIMS.map(({ id }) => id)).size).toBe(TRIAL_CLAIMS.length);
});

it('tests the three insights of the specification', () => {
  const sources = TRIAL_CLAIMS.map(({ source }) => source).join('; ');
  for (const insight of ['I1', 'I2', 'I3', 'A1', 'A2', 'B1', 'B3', 'C3a']) expect(sources).toContain(insight);
});

describe.each(TRIAL_CLAIMS)('$id', ({ claim, test, direction, smallestEffect, source, estimand }) => {
  it('is a clause in both languages, with a source and an estimand', () => {
    expect(claim.ko).toMatch(/다$/);
    expect(claim.en).toMatch(/^[a-z].*[^.]$/);
    expect(source).toMatch(/^§[178](\.\d+|, )/);
    expect(estimand).not.toBe('');
  });

  it('says how large an effect must be', () => {
    expect(smallestEffect).toBeGreaterThanOrEqual(0);
    // To be alike needs a margin, which only a difference of two groups can be within.
    if (direction === 'within') expect([test.kind, smallestEffect > 0]).toEqual(['difference', true]);
  });

  it('compares no bin with itself', () => {
    if (test.kind === 'difference')
      expect(test.of.bins.filter((bin) => test.against.bins.includes(bin))).toEqual([]);
    if (test.kind === 'volume')
      expect(test.of.values.filter((value) => test.against.values.includes(value))).toEqual([]);
  });
});
