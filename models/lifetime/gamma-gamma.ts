import { z } from 'zod';
import { logGamma } from './log-gamma.ts';

/**
 * Parameters of the Gamma-Gamma model of spend (Fader and Hardie 2013): a purchase is Gamma(p, ν), ν of a customer is
 * Gamma(q, v). v is in the unit of the amounts; q > 1, so that the mean exists.
 */
export const GammaGamma = z.strictObject({
  p: z.number().positive(),
  q: z.number().gt(1),
  v: z.number().positive(),
});
/** Parameters of the Gamma-Gamma model of spend. */
export type GammaGamma = z.infer<typeof GammaGamma>;

/** How often a customer bought and for how much on average. */
export interface Spender {
  readonly purchases: number;
  readonly meanSpend: number;
}

/** ln likelihood of one customer's mean spend; it must be positive. */
export function logSpendLikelihood(
  { p, q, v }: GammaGamma,
  { purchases: x, meanSpend: mean }: Spender,
): number {
  const shape = p * x;
  return (
    logGamma(shape + q) -
    logGamma(shape) -
    logGamma(q) +
    q * Math.log(v) +
    (shape - 1) * Math.log(mean) +
    shape * Math.log(x) -
    (shape + q) * Math.log(v + mean * x)
  );
}

/** Expected spend per purchase: the customer's own mean, drawn towards everyone's the more the fewer purchases. */
export function expectSpend({ p, q, v }: GammaGamma, { purchases: x, meanSpend: mean }: Spender): number {
  return (p * (v + x * mean)) / (p * x + q - 1);
}
