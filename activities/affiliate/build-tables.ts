import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { AFFILIATE_TABLES } from '../../models/contracts/tables/affiliate-tables.ts';
import { buildModels } from '../../platform/sql/build-models.ts';
import type { SqlProject } from '../../platform/sql/sql-model.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';

/** Build every table as of the run's day; keep the marts, and what the audits look at. */
export const buildAffiliateTables = defineStep({
  module: import.meta.url,
  params: z.strictObject({ asOf: CalendarDay }),
  inputs: AFFILIATE_TABLES.map(({ name }) => name),
  sql: { folder: 'affiliate' },
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, sqlProject, output, progress }) {
    const session = await duckdb();
    await session.run('create schema if not exists raw');
    for (const { name } of AFFILIATE_TABLES) await session.importParquet(`raw.${name}`, inputs[name]!);
    progress(0.2, 'building');
    const project = await sqlProject();
    const built = await buildModels(session, project, { params: { as_of: { date: params.asOf } } });
    const artifacts: Record<string, OutputFile> = {};
    const kept = keptTables(project);
    for (const [index, { name, grain }] of kept.entries()) {
      progress(0.5 + (0.5 * index) / kept.length, name);
      const file = `${tableOf(name)}.parquet`;
      await session.copyToParquet({ table: name }, output(file), { orderBy: grain });
      artifacts[tableOf(name)] = { file, rows: built.find((table) => table.name === name)?.rows ?? 0 };
    }
    return {
      artifacts,
      rows: artifacts.customers?.rows ?? 0,
      metrics: Object.fromEntries(built.map(({ name, rows }) => [name, rows])),
      value: null,
    };
  },
});

/** Marts are for the steps after this one; the audits also read what the marts were made of. */
function keptTables({ models, audits }: SqlProject): SqlProject['models'] {
  const audited = new Set(audits.flatMap(({ references }) => references));
  return models.filter(({ name, layer }) => layer === 'marts' || audited.has(name));
}

/** Artifact name of a table: without its schema. */
function tableOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
