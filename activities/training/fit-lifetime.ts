import { type AffiliateUse, associateAffiliates } from '../../models/lifetime/associate-affiliates.ts';
import { chooseForecast } from '../../models/lifetime/choose-forecast.ts';
import {
  estimateLifetimeValue,
  type LifetimeRow,
  type LifetimeValue,
} from '../../models/lifetime/estimate-lifetime-value.ts';
import type { LifetimeReport } from '../../models/lifetime/lifetime-report.ts';
import { buildPurchaseLog, countPurchases, type PurchaseLog } from '../../models/lifetime/purchase-log.ts';
import { validateLifetime } from '../../models/lifetime/validate-lifetime.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { type ArrowColumn, writeArrowFile } from '../../platform/matrices/arrow-file.ts';
import { readPurchaseFiles } from '../../platform/matrices/purchase-file.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';

/** What the child is told; paths are local files, days are counted from the as-of. */
export type FitLifetimeInput = {
  customers: string;
  days: string;
  rows: string;
  asOf: string;
  horizonDays: number;
  seed: number;
};

/** Validate and estimate in this process, which it keeps busy; write a row for each customer who has bought. */
export const runTask: RunTask<FitLifetimeInput, LifetimeReport> = async (input, { onProgress }) => {
  const { asOf, horizonDays: horizon, seed } = input;
  const { purchases, affiliates } = await readPurchaseFiles(input);
  const log = buildPurchaseLog(purchases);
  await onProgress(0.1, 'held-out days');
  const validation = validateLifetime(log, { until: 0, horizon, seed });
  await onProgress(0.5, 'customers');
  const purchasesBy = chooseForecast(validation);
  const value = estimateLifetimeValue(log, { until: 0, horizon, seed, purchasesBy });
  await writeArrowFile(input.rows, toColumns(value.rows));
  await onProgress(0.95, 'affiliates');
  const association = associateAffiliates(
    collectUse(log, horizon, affiliates),
    createRandom(splitSeed(seed, 'association')),
  );
  return describe({ asOf, horizonDays: horizon, log, value, purchasesBy, validation, association });
};

function toColumns(rows: readonly LifetimeRow[]): Record<string, ArrowColumn> {
  const numbers = (of: (row: LifetimeRow) => number) => Float64Array.from(rows, of);
  return {
    customer_id: rows.map(({ customerId }) => customerId),
    frequency: Int32Array.from(rows, ({ frequency }) => frequency),
    recency_days: Int32Array.from(rows, ({ recencyDays }) => recencyDays),
    age_days: Int32Array.from(rows, ({ ageDays }) => ageDays),
    p_alive: numbers(({ aliveProbability }) => aliveProbability),
    expected_purchases: numbers(({ expectedPurchases }) => expectedPurchases),
    purchases_low: numbers(({ purchasesLow }) => purchasesLow),
    purchases_high: numbers(({ purchasesHigh }) => purchasesHigh),
    model_purchases: numbers(({ modelPurchases }) => modelPurchases),
    last_window_purchases: numbers(({ lastWindowPurchases }) => lastWindowPurchases),
    expected_spend: numbers(({ expectedSpend }) => expectedSpend),
    expected_value: numbers(({ expectedValue }) => expectedValue),
    value_low: numbers(({ valueLow }) => valueLow),
    value_high: numbers(({ valueHigh }) => valueHigh),
  };
}

/** What was known before the held-out days, of those who had bought by then, and what they spent in them. */
function collectUse(
  log: PurchaseLog,
  horizon: number,
  affiliates: ReadonlyMap<string, number>,
): AffiliateUse {
  const before = countPurchases(log, { from: Number.NEGATIVE_INFINITY, until: -horizon }).purchases;
  const { spend } = countPurchases(log, { from: -horizon, until: 0 });
  const rows = Array.from(before.keys()).filter((row) => before[row]! > 0);
  return {
    affiliates: rows.map((row) => affiliates.get(log.customers[row]!) ?? 0),
    activity: rows.map((row) => before[row]!),
    spend: rows.map((row) => spend[row]!),
  };
}

function describe({
  log,
  value: { rows, purchases, spend, blendWeight, births },
  ...rest
}: Pick<LifetimeReport, 'asOf' | 'horizonDays' | 'purchasesBy' | 'validation' | 'association'> & {
  log: PurchaseLog;
  value: LifetimeValue;
}): LifetimeReport {
  const { refundDays } = log;
  return { ...rest, customers: rows.length, blendWeight, ...births, refundDays, purchases, spend };
}
