import { auditArtifacts } from '../../platform/sql/audit-artifacts.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { TrialDay, trialSqlParams } from './trial-day.ts';

/** Prove that the tables keep their promises, above all that no feature knows its future. */
export const auditTrialTables = defineStep({
  module: import.meta.url,
  params: TrialDay,
  inputs: [],
  sql: { folder: 'trial', targets: [], audits: true },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject }) {
    const sqlParams = trialSqlParams(params);
    const passed = await auditArtifacts(await duckdb(), await sqlProject(), sqlParams, { paths: inputs });
    return { artifacts: {}, rows: passed.length, metrics: { audits: passed.length }, value: passed };
  },
});
