import { auditArtifacts } from '../../platform/sql/audit-artifacts.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { AffiliateDay, affiliateSqlParams } from './affiliate-day.ts';
import { CUSTOMER_SLICES } from './customer-slices.ts';

/** Prove that the tables keep their promises, above all that no feature knows its future. */
export const auditAffiliateTables = defineStep({
  module: import.meta.url,
  params: AffiliateDay,
  inputs: [],
  sql: { folder: 'affiliate', targets: [], audits: true },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject }) {
    const sqlParams = affiliateSqlParams(params);
    const passed = await auditArtifacts(await duckdb(), await sqlProject(), sqlParams, {
      paths: inputs,
      slicing: CUSTOMER_SLICES,
    });
    return { artifacts: {}, rows: passed.length, metrics: { audits: passed.length }, value: passed };
  },
});
