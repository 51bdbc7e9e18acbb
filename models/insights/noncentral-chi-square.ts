import { findRoot } from './find-root.ts';
import { lowerGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

/** Standard deviations of the Poisson weights that are summed; what is beyond them is below 1e-15. */
const REACH = 9;

/** P(X <= x) of the chi-square law with this noncentrality: a Poisson mixture of central ones. */
export function noncentralChiSquare(x: number, degrees: number, noncentrality: number): number {
  if (noncentrality === 0) return lowerGamma(degrees / 2, x / 2);
  const mean = noncentrality / 2;
  const reach = REACH * Math.sqrt(mean) + 2 * REACH;
  const first = Math.max(0, Math.floor(mean - reach));
  const half = x / 2;
  let shape = degrees / 2 + first;
  let central = lowerGamma(shape, half);
  let step = Math.exp(shape * Math.log(half) - half - logGamma(shape + 1));
  let weight = Math.exp(first * Math.log(mean) - mean - logGamma(first + 1));
  let sum = 0;
  for (let index = first; index <= mean + reach; index++) {
    sum += weight * central;
    // P(a + 1, x) = P(a, x) − x^a e^−x / Γ(a + 1), so one incomplete gamma serves all terms.
    central = Math.max(0, central - step);
    shape += 1;
    step *= half / shape;
    weight *= mean / (index + 1);
  }
  return Math.min(1, sum);
}

/** The noncentralities, at least 0, under which a chi-square of `x` is in neither tail of this probability. */
export function boundNoncentrality(x: number, degrees: number, tail: number): { low: number; high: number } {
  const solve = (probability: number) => {
    if (x <= 0 || noncentralChiSquare(x, degrees, 0) <= probability) return 0;
    return findRoot((value) => probability - noncentralChiSquare(x, degrees, value), 0, x + degrees);
  };
  return { low: solve(1 - tail), high: solve(tail) };
}
