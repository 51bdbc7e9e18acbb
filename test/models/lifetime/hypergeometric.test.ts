import { describe, expect, it } from 'vitest';
import { computeHypergeometric } from '../../../models/lifetime/hypergeometric.ts';

describe('closed forms (Abramowitz and Stegun 15.1)', () => {
  it.each([0.01, 0.5, 0.9, 0.999])('₂F₁(1, 1; 2; z) = −ln(1 − z) / z at %s', (z) => {
    expect(computeHypergeometric(1, 1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 12);
  });

  it.each([0.1, 0.5, 0.95])('₂F₁(½, ½; 3/2; z²) = asin(z) / z at %s', (z) => {
    expect(computeHypergeometric(0.5, 0.5, 1.5, z ** 2) / (Math.asin(z) / z)).toBeCloseTo(1, 12);
  });

  it.each([-3.5, 0.3, 7])('₂F₁(a, b; b; z) = (1 − z)^−a at a %s', (a) => {
    expect(computeHypergeometric(a, 2.2, 2.2, 0.7) / 0.3 ** -a).toBeCloseTo(1, 12);
  });

  it('is a polynomial where a is a whole negative number', () => {
    // 1 − 2·3/4·z + (−2·−1·3·4)/(4·5·2)·z²
    expect(computeHypergeometric(-2, 3, 4, 0.5)).toBeCloseTo(1 - 0.75 + (24 / 40) * 0.25, 14);
  });
});

it('does not stop where one term is small and the next are not', () => {
  const z = 0.9;
  // (1 − z)^5.0000001: its sixth term all but vanishes.
  expect(computeHypergeometric(-5.0000001, 1.5, 1.5, z) / (1 - z) ** 5.0000001).toBeCloseTo(1, 6);
});

it('is 1 at 0', () => {
  expect(computeHypergeometric(3, 4, 5, 0)).toBe(1);
});

it.each([
  [1, 1, 2, 1],
  [1, 1, 2, -0.1],
  [1, 1, -2, 0.5],
])('refuses (%s, %s; %s; %s)', (a, b, c, z) => {
  expect(() => computeHypergeometric(a, b, c, z)).toThrow(`c ${c}, z ${z}`);
});

it('says so when it does not settle', () => {
  expect(() => computeHypergeometric(1, 1, 0.5, 1 - 1e-9)).toThrow('did not settle');
});
