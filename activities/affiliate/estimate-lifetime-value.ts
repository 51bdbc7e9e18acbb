import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { judgeLifetime } from '../../models/gates/judge-descriptions.ts';
import type { LifetimeReport } from '../../models/lifetime/lifetime-report.ts';
import { summariseLifetime } from '../../models/lifetime/summarise-lifetime.ts';
import { writePurchaseFiles } from '../../platform/matrices/purchase-file.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import type { FitLifetimeInput } from '../training/fit-lifetime.ts';
import { readPurchaseDays } from './read-purchase-days.ts';
import { writeLifetimeValues } from './write-lifetime-values.ts';

const TASK = 'activities/training/fit-lifetime.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  /** Days ahead that are forecast, and held out to judge the forecast. */
  horizonDays: z.int().positive(),
  seed: z.int(),
  /** Customers that are enough to judge the forecast by. */
  minRows: z.int().positive(),
});

/** Forecast what every customer buys and is worth in the days ahead, and judge the forecast on days held out. */
export const estimateLifetimeValue = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['customers', 'customer_affiliates', 'purchase_days'],
  tasks: [TASK],
  libraries: ['duckdb'],
  async run({ params, inputs, inputRefs, duckdb, output, scratch, train }) {
    const session = await duckdb();
    const table = await readPurchaseDays(session, inputs, params);
    const artifacts: Record<string, OutputFile> = {
      lifetime_value: { file: 'lifetime_value.parquet', rows: inputRefs.customers.rows },
    };
    const input: FitLifetimeInput = {
      customers: scratch('customers.arrow'),
      days: scratch('days.arrow'),
      rows: scratch('rows.arrow'),
      asOf: params.asOf,
      horizonDays: params.horizonDays,
      seed: params.seed,
    };
    let report: LifetimeReport | null = null;
    if (table.amounts.some((amount) => amount >= 0)) {
      await writePurchaseFiles(input, table);
      report = await train<LifetimeReport>(TASK, input);
      await writeFile(output('lifetime_report.json'), JSON.stringify(report));
      artifacts.lifetime_report = { file: 'lifetime_report.json', rows: 0 };
    }
    await writeLifetimeValues(session, output('lifetime_value.parquet'), {
      customers: inputs.customers,
      rows: report && input.rows,
      horizonDays: params.horizonDays,
      purchasesBy: report?.purchasesBy ?? null,
    });
    const { rows } = inputRefs.customers;
    return {
      artifacts,
      rows,
      metrics: { customers: rows, ...summariseLifetime(report) },
      value: { verdict: judgeLifetime(report, params) },
    };
  },
});
