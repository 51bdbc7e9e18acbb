import { z } from 'zod';
import { computeHypergeometric } from './hypergeometric.ts';
import { logBeta, logGamma } from './log-gamma.ts';

/**
 * Parameters of the BG/NBD model (Fader, Hardie and Lee 2005, "Counting Your Customers" the Easy Way): purchase rates
 * are Gamma(r, alpha), the chance to leave after a purchase is Beta(a, b). Time is in the unit of alpha.
 */
export const BgNbd = z.strictObject({
  r: z.number().positive(),
  alpha: z.number().positive(),
  a: z.number().positive(),
  b: z.number().positive(),
});
/** Parameters of the BG/NBD model. */
export type BgNbd = z.infer<typeof BgNbd>;

/** One customer's purchases after the first, time of the last since it, and time observed since it. */
export interface Purchaser {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

/** ln likelihood of one customer's history (their equation 6). */
export function logLikelihood(model: BgNbd, { frequency, recency, age }: Purchaser): number {
  return likelihoodOf(model, frequency)(recency, age);
}

/** ln likelihood of histories with so many repeats: what depends on their number alone is worked out once. */
export function likelihoodOf(
  { r, alpha, a, b }: BgNbd,
  frequency: number,
): (recency: number, age: number) => number {
  const shape = r + frequency;
  const rate = logGamma(shape) - logGamma(r) + r * Math.log(alpha) - logBeta(a, b);
  const stays = rate + logBeta(a, b + frequency);
  if (frequency === 0) return (_, age) => stays - shape * Math.log(alpha + age);
  const leaves = rate + logBeta(a + 1, b + frequency - 1);
  return (recency, age) => {
    const stayed = stays - shape * Math.log(alpha + age);
    const left = leaves - shape * Math.log(alpha + recency);
    const larger = Math.max(stayed, left);
    return larger + Math.log(Math.exp(stayed - larger) + Math.exp(left - larger));
  };
}

/** The chance that a customer is still one at the end of the period; 1 without repeats, as nobody leaves unbought. */
export function computeAliveProbability(model: BgNbd, { frequency: x, recency, age }: Purchaser): number {
  if (x === 0) return 1;
  const { r, alpha, a, b } = model;
  const odds = (r + x) * (Math.log(alpha + age) - Math.log(alpha + recency));
  return 1 / (1 + (a / (b + x - 1)) * Math.exp(odds));
}

/**
 * Expected purchases in the `horizon` after the period (their equation 10), with Euler's transformation of ₂F₁: as
 * printed its terms overflow for customers of some hundred purchases.
 */
export function expectPurchases(model: BgNbd, purchaser: Purchaser, horizon: number): number {
  if (!(horizon >= 0)) throw new Error(`invalid horizon: ${horizon} (expected a time of at least 0)`);
  if (horizon === 0) return 0;
  const { r, alpha, b } = model;
  const { frequency: x, age } = purchaser;
  const a = 1 + avoidZero(model.a - 1);
  const c = avoidZero(a + b + x - 1);
  const z = horizon / (alpha + age + horizon);
  const series = computeHypergeometric(a + b - 1 - r, a - 1, c, z);
  const bought = (c / (a - 1)) * (1 - (1 - z) ** (a - 1) * series);
  return Math.max(0, bought) * computeAliveProbability(model, purchaser);
}

/** Where the formula is 0 / 0 it has a limit, which it meets beside it to about six digits. */
function avoidZero(value: number): number {
  return Math.abs(value) < 1e-6 ? 1e-6 : value;
}
