import { join } from 'node:path';
import { AFFILIATE_TABLES } from '../../models/contracts/tables/affiliate-tables.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { checkSource } from '../../platform/source/check-source.ts';
import { findTables } from '../../platform/source/find-tables.ts';
import { writeSnapshot } from '../../platform/source/write-snapshot.ts';

/** Takes the raw tables of affiliate-expansion through ingestion, without a run; each snapshot goes to `scratch`, and then to `use`. */
export async function ingestRaw(
  session: DuckDBSession,
  { source, scratch }: { source: string; scratch: string },
  use: (table: string, path: string) => Promise<unknown>,
): Promise<void> {
  await checkSource(session, await findTables(source, AFFILIATE_TABLES), {
    timeZone: 'Asia/Seoul',
    scratch,
    onAccepted: async (table) => {
      const path = join(scratch, `${table.contract.name}.parquet`);
      await writeSnapshot(session, table, path);
      await use(table.contract.name, path);
    },
  });
}

/** The same as views `raw.<table>`, on which models are built. */
export async function viewRaw(
  session: DuckDBSession,
  directories: { source: string; scratch: string },
): Promise<void> {
  await session.run('create schema raw');
  await ingestRaw(session, directories, (table, path) => session.viewParquet(`raw.${table}`, path));
}
