import { z } from 'zod';
import { BUSINESS_CASES } from '../models/contracts/pipeline.ts';
import { contractDigest } from '../models/contracts/tables/contract-digest.ts';
import { SOURCE_TABLES } from '../models/contracts/tables/source-tables.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { ConflictError } from '../platform/errors.ts';
import { checkSource } from '../platform/source/check-source.ts';
import type { CheckedTable } from '../platform/source/check-table.ts';
import { DEFAULT_TIME_ZONE } from '../platform/source/default-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { sourceError } from '../platform/source/source-problem.ts';
import { writeEmptySnapshot, writeSnapshot } from '../platform/source/write-snapshot.ts';
import { defineStep, type OutputFile } from '../platform/steps/define-step.ts';

const Params = z.strictObject({
  pipeline: z.enum(BUSINESS_CASES),
  directory: z.string(),
  /** What the directory is a copy of; absent where it is the source itself. */
  address: z.string().optional(),
  /** Byte digests by table, as the run found them. */
  digests: z.record(z.string(), z.string()),
  /** IANA name of the zone of the source's wall-clock times. */
  timeZone: z.string().optional(),
});

/** Read every raw file once; let in what keeps its contract, typed and sorted, and quarantine the rest. */
export const ingestSource = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  libraries: ['duckdb'],
  async run({ params, duckdb, output, scratch, progress, signal }) {
    const { pipeline, directory, address: place = directory, digests, timeZone = DEFAULT_TIME_ZONE } = params;
    const contracts = SOURCE_TABLES[pipeline];
    const tables = await findTables(directory, contracts, place);
    const session = await duckdb();
    const artifacts: Record<string, OutputFile> = {};
    const report = await checkSource(session, tables, {
      timeZone,
      scratch: scratch('.'),
      signal,
      onTable: (name, done) => progress(done, name),
      onFiles({ contract, path }, { digest }) {
        if (digest !== digests[contract.name])
          throw new ConflictError(`${path} changed while the run was reading it`);
      },
      async onAccepted(table) {
        const file = `${table.contract.name}.parquet`;
        await writeSnapshot(session, table, output(file));
        artifacts[table.contract.name] = { file, rows: table.good };
      },
    });
    if (report.problems.length > 0) throw sourceError(place, report.problems);
    for (const contract of contracts.filter(({ name }) => artifacts[name] === undefined)) {
      const file = `${contract.name}.parquet`;
      await writeEmptySnapshot(session, contract, output(file));
      artifacts[contract.name] = { file, rows: 0 };
    }
    const quarantined = await writeQuarantine(session, output('quarantine.parquet'));
    artifacts.quarantine = { file: 'quarantine.parquet', rows: quarantined };
    return {
      artifacts,
      rows: report.tables.reduce((sum, { good }) => sum + good, 0),
      metrics: Object.assign({}, ...report.tables.map(countRows)),
      value: { contract: contractDigest(contracts, { timeZone }) },
    };
  },
});

async function writeQuarantine(session: DuckDBSession, path: string): Promise<number> {
  await session.copyToParquet({ table: 'quarantine' }, path, { orderBy: ['table_name', 'source_row'] });
  const [row] = await session.rows<{ count: number }>('select count(*) as count from quarantine');
  return row?.count ?? 0;
}

function countRows({ contract, bad, identical, findings }: CheckedTable): Record<string, number> {
  const warned = findings.filter(({ severity }) => severity === 'warn');
  return {
    [`${contract.name}_quarantined`]: bad,
    [`${contract.name}_identical`]: identical,
    [`${contract.name}_warnings`]: warned.reduce((sum, { count }) => sum + count, 0),
  };
}
