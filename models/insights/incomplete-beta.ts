import { evaluateFraction } from './continued-fraction.ts';
import { logGamma } from './log-gamma.ts';

/** I_x(a, b), the regularised incomplete beta function, for a, b > 0 and 0 <= x <= 1 (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  const fraction = evaluateFraction(1, (index) => ({ numerator: numeratorOf(index, x, a, b), bottom: 1 }));
  return Math.exp(front) / a / fraction;
}

function numeratorOf(index: number, x: number, a: number, b: number): number {
  const half = Math.floor(index / 2);
  const place = a + index;
  if (index % 2 === 0) return (half * (b - half) * x) / ((place - 1) * place);
  return (-(a + half) * (a + b + half) * x) / ((place - 1) * place);
}
