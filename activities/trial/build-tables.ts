import { TRIAL_TABLES } from '../../models/contracts/tables/trial-tables.ts';
import { buildArtifacts } from '../../platform/sql/build-artifacts.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { TrialDay, trialSqlParams } from './trial-day.ts';

/** Build every table as of the run's day; keep the marts, and what the audits look at. */
export const buildTrialTables = defineStep({
  module: import.meta.url,
  params: TrialDay,
  inputs: TRIAL_TABLES.map(({ name }) => name),
  sql: { folder: 'trial' },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, output, progress }) {
    const { kept, built } = await buildArtifacts(await duckdb(), await sqlProject(), trialSqlParams(params), {
      raw: inputs,
      output,
      progress,
    });
    const metrics = Object.fromEntries(built.map(({ name, rows }) => [name, rows]));
    return { artifacts: kept, rows: kept.registrants?.rows ?? 0, metrics, value: null };
  },
});
