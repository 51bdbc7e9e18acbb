import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { runAudits } from '../../platform/sql/run-audits.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

/** Prove that the tables keep their promises, above all that no feature knows its future. */
export const auditAffiliateTables = defineStep({
  module: import.meta.url,
  params: z.strictObject({ asOf: CalendarDay }),
  inputs: [],
  sql: { folder: 'affiliate', targets: [], audits: true },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, progress }) {
    const session = await duckdb();
    const project = await sqlProject();
    const paths = new Map(Object.entries<string>(inputs));
    const audited = new Set(project.audits.flatMap(({ references }) => references));
    for (const schema of ['raw', 'staging', 'intermediate', 'marts'])
      await session.run(`create schema ${schema}`);
    for (const table of audited) {
      const path = paths.get(table.slice(table.indexOf('.') + 1));
      if (path === undefined) throw new TypeError(`the audits read ${table}, which no step kept`);
      await session.importParquet(table, path);
    }
    progress(0.5, 'auditing');
    const passed = await runAudits(session, project, { as_of: { date: params.asOf } });
    return { artifacts: {}, rows: passed.length, metrics: { audits: passed.length }, value: passed };
  },
});
