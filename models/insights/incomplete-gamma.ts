import { evaluateFraction } from './continued-fraction.ts';
import { logGamma } from './log-gamma.ts';

const TOLERANCE = 1e-16;

/** P(a, x), the regularised lower incomplete gamma function, for a > 0 and x >= 0. */
export function lowerGamma(a: number, x: number): number {
  return x < a + 1 ? sumSeries(a, x) : 1 - evaluateTail(a, x);
}

/** Q(a, x) = 1 − P(a, x), without the cancellation where it is small. */
export function upperGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - sumSeries(a, x) : evaluateTail(a, x);
}

/** Converges fast below the mean (DLMF 8.7.1). */
function sumSeries(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let index = 1; term > TOLERANCE * sum; index++) {
    term *= x / (a + index);
    sum += term;
  }
  return sum * leadingFactor(a, x);
}

/** Converges fast above the mean (DLMF 8.9.2, contracted). */
function evaluateTail(a: number, x: number): number {
  const fraction = evaluateFraction(x + 1 - a, (index) => ({
    numerator: index * (a - index),
    bottom: x + 1 - a + 2 * index,
  }));
  return leadingFactor(a, x) / fraction;
}

function leadingFactor(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}
