import type { Random } from '../random.ts';
import { type BgNbd, computeAliveProbability, type Purchaser } from './bg-nbd.ts';
import { drawBeta, drawGamma, drawGeometric, drawPoisson } from './draw-samples.ts';
import type { GammaGamma, Spender } from './gamma-gamma.ts';

/** What a customer may do next, by quantile. */
export interface FutureInterval {
  /** The 10 % and 90 % points: four in five outcomes lie between them. */
  readonly purchases: { readonly low: number; readonly high: number };
  readonly spend: { readonly low: number; readonly high: number };
}

/** Both models, the time ahead and how often it is lived through. */
export interface SimulationOptions {
  readonly purchases: BgNbd;
  /** Null where no amount is known: spend is then 0. */
  readonly spend: GammaGamma | null;
  readonly horizon: number;
  readonly random: Random;
  readonly draws?: number;
}

/**
 * Lives a customer's future again and again: whether they are alive, their rate, their chance to leave and their mean
 * spend are drawn from what the models believe after the customer's history, exactly. Parameters are taken as known: of
 * many customers they nearly are, beside what is unknown of one.
 */
export function simulateFuture(
  purchaser: Purchaser,
  spender: Spender,
  { purchases: model, spend, horizon, random, draws = 200 }: SimulationOptions,
): FutureInterval {
  const { r, alpha, a, b } = model;
  const { frequency: x, age } = purchaser;
  const alive = computeAliveProbability(model, purchaser);
  const bought = new Float64Array(draws);
  const spent = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    if (random.next() >= alive) continue;
    const rate = drawGamma(r + x, alpha + age, random);
    const leaving = drawBeta(a, b + x, random);
    const count = Math.min(drawPoisson(rate * horizon, random), drawGeometric(leaving, random));
    bought[draw] = count;
    if (spend === null || count === 0) continue;
    const { p, q, v } = spend;
    const scale = drawGamma(p * spender.purchases + q, v + spender.purchases * spender.meanSpend, random);
    spent[draw] = drawGamma(p * count, scale, random);
  }
  return { purchases: takeMiddle(bought.sort()), spend: takeMiddle(spent.sort()) };
}

function takeMiddle(sorted: Float64Array): { low: number; high: number } {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { low: at(0.1), high: at(0.9) };
}
