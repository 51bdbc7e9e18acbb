import { z } from 'zod';
import { createRandom, splitSeed } from '../random.ts';
import { chooseBlend, measureAbsoluteError } from './choose-blend.ts';
import { fitSpend, spenderOf } from './fit-spend.ts';
import { blendForecasts, forecastPurchases, purchaserOf } from './forecast-purchases.ts';
import { expectSpend } from './gamma-gamma.ts';
import { countPurchases, type PurchaseLog } from './purchase-log.ts';
import { simulateFuture } from './simulate-future.ts';

const Errors = z.strictObject({
  model: z.number(),
  ownRate: z.number(),
  lastWindow: z.number(),
  blend: z.number(),
});

/** How forecasts of a period that no fit has seen came out. */
export const LifetimeValidation = z.strictObject({
  customers: z.int(),
  /** Days forecast, the last of the data. */
  horizonDays: z.int(),
  /** Weight of the model in the blend, chosen on the window before. */
  blendWeight: z.number(),
  /** Mean absolute error: purchase days, and the source's currency. */
  purchaseError: Errors,
  spendError: Errors,
  /** Customers by tenths of the forecast, the lowest first: mean forecast of model and blend beside what happened. */
  calibration: z.array(
    z.strictObject({ customers: z.int(), model: z.number(), blend: z.number(), outcome: z.number() }),
  ),
  /** Share of customers inside their 80 % interval; counts are whole, so a true model is somewhat above. */
  purchaseCoverage: z.number(),
  spendCoverage: z.number(),
});
/** How forecasts of a period that no fit has seen came out. */
export type LifetimeValidation = z.infer<typeof LifetimeValidation>;

const TENTHS = 10;

/**
 * Holds the last `horizon` days before `until` out and forecasts them; null where nobody had bought before them.
 * Spend is forecast as purchases times the spend per purchase of the model, or the customer's own mean.
 */
export function validateLifetime(
  log: PurchaseLog,
  { until, horizon, seed }: { readonly until: number; readonly horizon: number; readonly seed: number },
): LifetimeValidation | null {
  const cut = until - horizon;
  if (!log.days.some((day) => day < cut)) return null;
  const forecast = forecastPurchases(log, cut, horizon);
  const { summary } = forecast;
  const blendWeight = chooseBlend(log, cut, horizon);
  const blend = blendForecasts(forecast, blendWeight);
  const held = countPurchases(log, { from: cut, until });
  const before = countPurchases(log, { from: cut - horizon, until: cut });
  const pick = (column: ArrayLike<number>) => Float64Array.from(summary.rows, (row) => column[row]!);
  const [purchases, spend] = [pick(held.purchases), pick(held.spend)];
  const spendFit = fitSpend(summary);
  const perPurchase = summary.meanSpend.map((_, row) =>
    spendFit === null ? 0 : expectSpend(spendFit.model, spenderOf(summary, row)),
  );
  const times = (counts: Float64Array, value: Float64Array) =>
    counts.map((count, row) => count * value[row]!);
  const random = createRandom(splitSeed(seed, 'held-out futures'));
  let [purchaseHits, spendHits] = [0, 0];
  for (let row = 0; row < summary.rows.length; row++) {
    const interval = simulateFuture(purchaserOf(summary, row), spenderOf(summary, row), {
      purchases: forecast.fit.model,
      spend: spendFit?.model ?? null,
      horizon,
      random,
    });
    if (isWithin(purchases[row]!, interval.purchases)) purchaseHits++;
    if (isWithin(spend[row]!, interval.spend)) spendHits++;
  }
  const customers = summary.rows.length;
  return {
    customers,
    horizonDays: horizon,
    blendWeight,
    purchaseError: {
      model: measureAbsoluteError(forecast.model, purchases),
      ownRate: measureAbsoluteError(forecast.ownRate, purchases),
      lastWindow: measureAbsoluteError(forecast.lastWindow, purchases),
      blend: measureAbsoluteError(blend, purchases),
    },
    spendError: {
      model: measureAbsoluteError(times(forecast.model, perPurchase), spend),
      ownRate: measureAbsoluteError(times(forecast.ownRate, summary.meanSpend), spend),
      lastWindow: measureAbsoluteError(pick(before.spend), spend),
      blend: measureAbsoluteError(times(blend, perPurchase), spend),
    },
    calibration: tabulateTenths({ model: forecast.model, blend, outcome: purchases }),
    purchaseCoverage: purchaseHits / customers,
    spendCoverage: spendHits / customers,
  };
}

function tabulateTenths(columns: { model: Float64Array; blend: Float64Array; outcome: Float64Array }) {
  const { model, blend, outcome } = columns;
  const order = Array.from(model.keys()).sort((one, other) => model[one]! - model[other]! || one - other);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const cut = (part: number) => Math.floor((part * order.length) / TENTHS);
    const rows = order.slice(cut(tenth), cut(tenth + 1));
    const mean = (column: Float64Array) => rows.reduce((sum, row) => sum + column[row]!, 0) / rows.length;
    return { customers: rows.length, model: mean(model), blend: mean(blend), outcome: mean(outcome) };
  }).filter(({ customers }) => customers > 0);
}

function isWithin(value: number, { low, high }: { low: number; high: number }): boolean {
  return value >= low && value <= high;
}
