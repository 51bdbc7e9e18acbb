import { expect, it } from 'vitest';
import { logBeta, logGamma } from '../../../models/lifetime/log-gamma.ts';

it.each([
  [0.001, 6.907178885383854],
  [0.5, 0.5723649429247001],
  [1, 0],
  [2, 0],
  [10, Math.log(362_880)],
  [100, 359.1342053695754],
  [10_000, 82_099.71749644238],
])('ln Γ(%s) is %s', (x, value) => {
  expect(logGamma(x) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 13);
});

it('meets ln Γ(x + 1) = ln x + ln Γ(x) at any size', () => {
  for (let x = 0.01; x < 1e4; x *= 1.7) {
    expect(Math.abs(logGamma(x + 1) - Math.log(x) - logGamma(x))).toBeLessThan(
      1e-13 * Math.max(1, Math.abs(logGamma(x + 1))),
    );
  }
});

it.each([0, -1, Number.NaN])('refuses %s', (x) => {
  expect(() => logGamma(x)).toThrow(`invalid argument of ln Γ: ${x}`);
});

it('gives B(2, 3) = 1/12 and B(½, ½) = π', () => {
  expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 13);
  expect(logBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 13);
});
