import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { AFFILIATE_TABLES } from '../../models/contracts/tables/affiliate-tables.ts';
import { buildArtifacts } from '../../platform/sql/build-artifacts.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

/** Build every table as of the run's day; keep the marts, and what the audits look at. */
export const buildAffiliateTables = defineStep({
  module: import.meta.url,
  params: z.strictObject({ asOf: CalendarDay }),
  inputs: AFFILIATE_TABLES.map(({ name }) => name),
  sql: { folder: 'affiliate' },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, output, progress }) {
    const { kept, built } = await buildArtifacts(
      await duckdb(),
      await sqlProject(),
      { as_of: { date: params.asOf } },
      { raw: inputs, output, progress },
    );
    const metrics = Object.fromEntries(built.map(({ name, rows }) => [name, rows]));
    return { artifacts: kept, rows: kept.customers?.rows ?? 0, metrics, value: null };
  },
});
