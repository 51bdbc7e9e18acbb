import { expectPurchases } from './bg-nbd.ts';
import { type BgNbdFit, fitBgNbd } from './fit-bg-nbd.ts';
import { countPurchases, type PurchaseLog } from './purchase-log.ts';
import { type CutSummary, summarisePurchases } from './summarise-purchases.ts';

/** How often each customer will buy in the days after a cut, by the model and by two rules that need none. */
export interface PurchaseForecast {
  readonly summary: CutSummary;
  readonly fit: BgNbdFit;
  readonly model: Float64Array;
  /** Purchases after the first per day since it, going on: the first one began the count and says nothing of the rate. */
  readonly ownRate: Float64Array;
  /** As often as in the days just before the cut, as many as are ahead. */
  readonly lastWindow: Float64Array;
}

/**
 * Forecasts the `horizon` days from day `cut` on, from what was known before it.
 * @throws Error when nobody had bought before the cut
 */
export function forecastPurchases(log: PurchaseLog, cut: number, horizon: number): PurchaseForecast {
  const summary = summarisePurchases(log, cut);
  const fit = fitBgNbd(summary);
  const recent = countPurchases(log, { from: cut - horizon, until: cut }).purchases;
  const forecast = (of: (row: number) => number) => Float64Array.from(summary.rows, (_, row) => of(row));
  return {
    summary,
    fit,
    model: forecast((row) => expectPurchases(fit.model, purchaserOf(summary, row), horizon)),
    ownRate: forecast((row) => (summary.frequency[row]! / summary.age[row]!) * horizon),
    lastWindow: forecast((row) => recent[summary.rows[row]!]!),
  };
}

/** One row of a summary. */
export function purchaserOf({ frequency, recency, age }: CutSummary, row: number) {
  return { frequency: frequency[row]!, recency: recency[row]!, age: age[row]! };
}

/** The model's forecast and the last window repeated, mixed. @param weight of the model, 0 to 1 */
export function blendForecasts(forecast: PurchaseForecast, weight: number): Float64Array {
  return forecast.model.map((value, row) => weight * value + (1 - weight) * forecast.lastWindow[row]!);
}
