import { blendForecasts, forecastPurchases } from './forecast-purchases.ts';
import { countPurchases, type PurchaseLog } from './purchase-log.ts';

/** Weights of the model that are tried. */
const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/**
 * The weight of the model against the last window repeated that had the least mean absolute error in the `horizon` days
 * just before `cut`, forecast from what was known before them. Nothing from the cut on is looked at.
 * @returns 1, the model alone, where nobody had bought by then
 */
export function chooseBlend(log: PurchaseLog, cut: number, horizon: number): number {
  const earlier = cut - horizon;
  if (!log.days.some((day) => day < earlier)) return 1;
  const forecast = forecastPurchases(log, earlier, horizon);
  const bought = countPurchases(log, { from: earlier, until: cut }).purchases;
  const outcomes = Float64Array.from(forecast.summary.rows, (row) => bought[row]!);
  let best = { weight: 1, error: Number.POSITIVE_INFINITY };
  for (const weight of WEIGHTS) {
    const error = measureAbsoluteError(blendForecasts(forecast, weight), outcomes);
    // Of equals the model, which knows who has left.
    if (error <= best.error) best = { weight, error };
  }
  return best.weight;
}

/** Mean absolute difference of two columns of one length; 0 of none. */
export function measureAbsoluteError(forecast: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < forecast.length; row++) sum += Math.abs(forecast[row]! - outcome[row]!);
  return forecast.length === 0 ? 0 : sum / forecast.length;
}
