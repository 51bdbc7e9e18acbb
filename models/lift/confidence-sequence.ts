import { logGamma } from '../insights/log-gamma.ts';
import type { Interval } from '../metrics/wilson-interval.ts';

/** Customers of an arm whose outcome is known, and those of them in whom it came about. */
export interface ArmCounts {
  readonly customers: number;
  readonly successes: number;
}

/** Halvings of an interval of length 2 until it is finer than anybody reads. */
const HALVINGS = 48;

/**
 * An interval for rate(treatment) − rate(holdout) that may be looked at every night and stopped at any: the chance that
 * it ever misses the truth is at most `alpha`. Each arm's likelihood mixed over a uniform prior, over its likelihood at a
 * rate, is a test martingale at that rate (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of Statistics
 * 49), and so is the product of two independent arms (Turner and Grünwald 2023, Statistics & Probability Letters 198).
 * By Ville's inequality it exceeds 1/alpha with that chance at most; a difference stays in while some pair of
 * rates with it does. No assumption beyond independent customers, whatever the size of the arms.
 */
export function computeConfidenceSequence(treatment: ArmCounts, holdout: ArmCounts, alpha = 0.05): Interval {
  const bound = Math.log(1 / alpha);
  const isIn = (difference: number) => evidenceAgainst(difference, treatment, holdout) < bound;
  const middle = rateOr(treatment, 0.5) - rateOr(holdout, 0.5);
  return { low: findEdge(middle, -1, isIn), high: findEdge(middle, 1, isIn) };
}

/** Natural logarithm of the mixed likelihood over that of the likeliest pair of rates with this difference. */
export function evidenceAgainst(difference: number, treatment: ArmCounts, holdout: ArmCounts): number {
  const rate = likeliestRate(difference, treatment, holdout);
  return logMixture(treatment, rate + difference) + logMixture(holdout, rate);
}

/** ln of ∫ L(q) dq / L(rate). */
function logMixture({ customers, successes }: ArmCounts, rate: number): number {
  const failures = customers - successes;
  const mixed = logGamma(successes + 1) + logGamma(failures + 1) - logGamma(customers + 2);
  return mixed - logTimes(successes, rate) - logTimes(failures, 1 - rate);
}

/** n ln p, where nothing of nothing is nothing. */
function logTimes(count: number, probability: number): number {
  return count === 0 ? 0 : count * Math.log(Math.max(0, probability));
}

/** The holdout's rate at which the two likelihoods, this far apart, are highest together; minus their logarithm is convex. */
function likeliestRate(difference: number, treatment: ArmCounts, holdout: ArmCounts): number {
  let low = Math.max(0, -difference);
  let high = Math.min(1, 1 - difference);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const rate = (low + high) / 2;
    if (slopeOf(treatment, rate + difference) + slopeOf(holdout, rate) < 0) high = rate;
    else low = rate;
  }
  return (low + high) / 2;
}

/** Derivative of an arm's log-likelihood. */
function slopeOf({ customers, successes }: ArmCounts, rate: number): number {
  const failures = customers - successes;
  return (successes === 0 ? 0 : successes / rate) - (failures === 0 ? 0 : failures / (1 - rate));
}

/** Where the interval around `inside` ends in the direction of `limit`. */
function findEdge(inside: number, limit: number, isIn: (difference: number) => boolean): number {
  if (isIn(limit)) return limit;
  let known = inside;
  let outside = limit;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (known + outside) / 2;
    if (isIn(middle)) known = middle;
    else outside = middle;
  }
  return (known + outside) / 2;
}

function rateOr({ customers, successes }: ArmCounts, otherwise: number): number {
  return customers === 0 ? otherwise : successes / customers;
}
