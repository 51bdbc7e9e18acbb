import { AFFILIATE_TABLES } from '../../models/contracts/tables/affiliate-tables.ts';
import { buildArtifacts } from '../../platform/sql/build-artifacts.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { readCleaning } from '../read-cleaning.ts';
import { AffiliateDay, affiliateSqlParams } from './affiliate-day.ts';
import { CUSTOMER_SLICES } from './customer-slices.ts';

/** Build every table as of the run's day; keep the marts, and what the audits look at. */
export const buildAffiliateTables = defineStep({
  module: import.meta.url,
  params: AffiliateDay,
  inputs: AFFILIATE_TABLES.map(({ name }) => name),
  sql: { folder: 'affiliate' },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, output, scratch, progress }) {
    const session = await duckdb();
    const { kept, built } = await buildArtifacts(session, await sqlProject(), affiliateSqlParams(params), {
      raw: inputs,
      output,
      progress,
      slicing: { ...CUSTOMER_SLICES, scratch },
    });
    const rows = Object.fromEntries(built.map(({ name, rows }) => [name, rows]));
    const cleaning = await readCleaning(session, output('cleaning_counts.parquet'));
    return {
      artifacts: kept,
      rows: kept.customers?.rows ?? 0,
      metrics: { ...rows, ...cleaning },
      value: null,
    };
  },
});
