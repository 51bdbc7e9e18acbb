import { createRandom, splitSeed } from '../random.ts';
import { computeAliveProbability } from './bg-nbd.ts';
import { chooseBlend } from './choose-blend.ts';
import type { ForecastName } from './choose-forecast.ts';
import type { BgNbdFit } from './fit-bg-nbd.ts';
import type { GammaGammaFit } from './fit-gamma-gamma.ts';
import { fitSpend, spenderOf } from './fit-spend.ts';
import { blendForecasts, forecastPurchases, purchaserOf } from './forecast-purchases.ts';
import { expectSpend } from './gamma-gamma.ts';
import type { PurchaseLog } from './purchase-log.ts';
import { simulateFuture } from './simulate-future.ts';
import { type Births, inspectBirths } from './summarise-purchases.ts';

/** What is expected of one customer in the days ahead. */
export interface LifetimeRow {
  readonly customerId: string;
  /** Purchase days after the first; days from first to last, and from the first to now. */
  readonly frequency: number;
  readonly recencyDays: number;
  readonly ageDays: number;
  readonly aliveProbability: number;
  /** Purchase days ahead: the model's, the last window's, and what the value rests on: the blend, or a rule. */
  readonly modelPurchases: number;
  readonly lastWindowPurchases: number;
  readonly expectedPurchases: number;
  readonly purchasesLow: number;
  readonly purchasesHigh: number;
  /** Money: per purchase day, and ahead (margin applied), with the model's 80 % interval. */
  readonly expectedSpend: number;
  readonly expectedValue: number;
  readonly valueLow: number;
  readonly valueHigh: number;
}

/** Everyone's value and what it rests on. */
export interface LifetimeValue {
  readonly rows: LifetimeRow[];
  readonly purchases: BgNbdFit;
  readonly spend: GammaGammaFit | null;
  readonly blendWeight: number;
  readonly births: Births;
}

/** When, how far ahead, and what part of an amount is earned. */
export interface LifetimeOptions {
  /** The day the forecast begins; nothing from it on may be in the log. */
  readonly until: number;
  readonly horizon: number;
  readonly seed: number;
  readonly margin?: number;
  /** What expected purchases are counted by; the blend unless told otherwise. */
  readonly purchasesBy?: ForecastName;
}

/**
 * Value of every customer who has bought, over `horizon` days: purchases by BG/NBD blended with the last window as far as
 * that was better before, or by a rule, spend per purchase by Gamma-Gamma.
 * @throws Error when nobody has bought, or the log goes on beyond `until`
 */
export function estimateLifetimeValue(log: PurchaseLog, options: LifetimeOptions): LifetimeValue {
  const { until, horizon, seed, margin = 1, purchasesBy = 'blend' } = options;
  const late = log.days.find((day) => day >= until);
  if (late !== undefined) {
    throw new Error(`invalid log: a purchase on day ${late} (expected none from day ${until} on)`);
  }
  const forecast = forecastPurchases(log, until, horizon);
  const { summary, fit } = forecast;
  const spend = fitSpend(summary);
  const blendWeight = chooseBlend(log, until, horizon);
  const expected = purchasesBy === 'blend' ? blendForecasts(forecast, blendWeight) : forecast[purchasesBy];
  const random = createRandom(splitSeed(seed, 'futures'));
  const rows = Array.from(summary.rows, (customer, row) => {
    const [purchaser, spender] = [purchaserOf(summary, row), spenderOf(summary, row)];
    const perPurchase = spend === null ? 0 : expectSpend(spend.model, spender);
    const future = simulateFuture(purchaser, spender, {
      purchases: fit.model,
      spend: spend?.model ?? null,
      horizon,
      random,
    });
    return {
      customerId: log.customers[customer]!,
      frequency: purchaser.frequency,
      recencyDays: purchaser.recency,
      ageDays: purchaser.age,
      aliveProbability: computeAliveProbability(fit.model, purchaser),
      modelPurchases: forecast.model[row]!,
      lastWindowPurchases: forecast.lastWindow[row]!,
      expectedPurchases: expected[row]!,
      purchasesLow: future.purchases.low,
      purchasesHigh: future.purchases.high,
      expectedSpend: perPurchase,
      expectedValue: expected[row]! * perPurchase * margin,
      valueLow: future.spend.low * margin,
      valueHigh: future.spend.high * margin,
    };
  });
  return { rows, purchases: fit, spend, blendWeight, births: inspectBirths(log) };
}
