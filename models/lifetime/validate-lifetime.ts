import { z } from 'zod';
import { Z_95 } from '../metrics/wilson-interval.ts';
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

/** Mean absolute error of the blend less that of a rule, with the 95 % interval of the paired difference: below 0 is better. */
const Lead = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const Leads = z.strictObject({ ownRate: Lead, lastWindow: Lead });

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
  purchaseLead: Leads,
  spendLead: Leads,
  /** Customers by tenths of the blend, the lowest first: mean forecasts beside the mean purchases that happened. */
  calibration: z.array(
    z.strictObject({
      customers: z.int(),
      model: z.number(),
      blend: z.number(),
      ownRate: z.number(),
      lastWindow: z.number(),
      outcome: z.number(),
    }),
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
  const purchaseForecasts = {
    model: forecast.model,
    ownRate: forecast.ownRate,
    lastWindow: forecast.lastWindow,
    blend,
  };
  const spendForecasts = {
    model: times(forecast.model, perPurchase),
    ownRate: times(forecast.ownRate, summary.meanSpend),
    lastWindow: pick(before.spend),
    blend: times(blend, perPurchase),
  };
  const customers = summary.rows.length;
  return {
    customers,
    horizonDays: horizon,
    blendWeight,
    purchaseError: measureErrors(purchaseForecasts, purchases),
    spendError: measureErrors(spendForecasts, spend),
    purchaseLead: measureLeads(purchaseForecasts, purchases),
    spendLead: measureLeads(spendForecasts, spend),
    calibration: tabulateTenths({ ...purchaseForecasts, outcome: purchases }),
    purchaseCoverage: purchaseHits / customers,
    spendCoverage: spendHits / customers,
  };
}

type Forecasts = Record<keyof z.infer<typeof Errors>, Float64Array>;

function measureErrors(forecasts: Forecasts, outcome: Float64Array): z.infer<typeof Errors> {
  const errorOf = (name: keyof Forecasts) => measureAbsoluteError(forecasts[name], outcome);
  return {
    model: errorOf('model'),
    ownRate: errorOf('ownRate'),
    lastWindow: errorOf('lastWindow'),
    blend: errorOf('blend'),
  };
}

function measureLeads(forecasts: Forecasts, outcome: Float64Array): z.infer<typeof Leads> {
  const leadOver = (name: keyof Forecasts) => compareErrors(forecasts.blend, forecasts[name], outcome);
  return { ownRate: leadOver('ownRate'), lastWindow: leadOver('lastWindow') };
}

/** The same customers under both, so that only what differs between the forecasts varies. */
function compareErrors(one: Float64Array, other: Float64Array, outcome: Float64Array): z.infer<typeof Lead> {
  const differences = outcome.map(
    (value, row) => Math.abs(one[row]! - value) - Math.abs(other[row]! - value),
  );
  const { mean, standardError } = describeMean(differences);
  const reach = Z_95 * standardError;
  return { value: mean, low: mean - reach, high: mean + reach };
}

function describeMean(values: Float64Array): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares) / values.length };
}

function tabulateTenths(columns: Forecasts & { outcome: Float64Array }) {
  const { model, blend, ownRate, lastWindow, outcome } = columns;
  const order = Array.from(blend.keys()).sort((one, other) => blend[one]! - blend[other]! || one - other);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const cut = (part: number) => Math.floor((part * order.length) / TENTHS);
    const rows = order.slice(cut(tenth), cut(tenth + 1));
    const mean = (column: Float64Array) => rows.reduce((sum, row) => sum + column[row]!, 0) / rows.length;
    return {
      customers: rows.length,
      model: mean(model),
      blend: mean(blend),
      ownRate: mean(ownRate),
      lastWindow: mean(lastWindow),
      outcome: mean(outcome),
    };
  }).filter(({ customers }) => customers > 0);
}

function isWithin(value: number, { low, high }: { low: number; high: number }): boolean {
  return value >= low && value <= high;
}
