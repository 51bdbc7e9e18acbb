import { z } from 'zod';
import { PIPELINES } from '../models/contracts/run.ts';
import { SOURCE_TABLES } from '../models/contracts/tables/source-tables.ts';
import { ConflictError } from '../platform/errors.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { fingerprintTable } from '../platform/source/fingerprint-table.ts';
import { createQuarantine, parseTable } from '../platform/source/parse-table.ts';
import { defineStep, type OutputFile } from '../platform/steps/define-step.ts';

const Params = z.strictObject({
  pipeline: z.enum(PIPELINES),
  directory: z.string(),
  /** Byte digests by table, as the run found them. */
  digests: z.record(z.string(), z.string()),
});

/** Read every raw file once; let in what keeps its contract, typed and sorted, and quarantine the rest. */
export const ingestSource = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  libraries: ['duckdb'],
  async run({ params: { pipeline, directory, digests }, duckdb, output, progress, signal }) {
    const tables = await findTables(directory, SOURCE_TABLES[pipeline]);
    const session = await duckdb();
    await createQuarantine(session);
    const artifacts: Record<string, OutputFile> = {};
    const metrics: Record<string, number> = {};
    for (const [index, table] of tables.entries()) {
      const { name, sort } = table.contract;
      progress(index / tables.length, name);
      const { good, bad } = await parseTable(session, table);
      const { digest } = await fingerprintTable(table, signal);
      if (digest !== digests[name])
        throw new ConflictError(`${table.path} changed while the run was reading it`);
      await session.copyToParquet({ table: `raw.${name}` }, output(`${name}.parquet`), { orderBy: sort });
      await session.run(`drop table raw.${name}`);
      artifacts[name] = { file: `${name}.parquet`, rows: good };
      metrics[`${name}_quarantined`] = bad;
    }
    const quarantined = Object.values(metrics).reduce((sum, bad) => sum + bad, 0);
    await session.copyToParquet({ table: 'quarantine' }, output('quarantine.parquet'), {
      orderBy: ['table_name', 'source_row'],
    });
    const rows = Object.values(artifacts).reduce((sum, table) => sum + table.rows, 0);
    artifacts.quarantine = { file: 'quarantine.parquet', rows: quarantined };
    return { artifacts, rows, metrics, value: null };
  },
});
