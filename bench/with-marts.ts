import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AFFILIATE_TABLES } from '../models/contracts/tables/affiliate-tables.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { checkSource } from '../platform/source/check-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { writeSnapshot } from '../platform/source/write-snapshot.ts';
import { buildModels } from '../platform/sql/build-models.ts';
import { loadSqlProject } from '../platform/steps/sql-projects.ts';

/** Takes a source as of a day through ingestion to some marts of affiliate-expansion, and keeps nothing but what `use` returns. */
export async function withMarts<Mart extends string, Found>(
  { source, asOf, marts }: { source: string; asOf: string; marts: readonly Mart[] },
  use: (session: DuckDBSession, paths: Record<Mart, string>) => Promise<Found>,
): Promise<Found> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  const session = await openSession({ memoryLimitMb: 1536, threads: 2, scratchDir: join(scratch, 'spill') });
  try {
    await session.run('create schema raw');
    await checkSource(session, await findTables(source, AFFILIATE_TABLES), {
      timeZone: 'Asia/Seoul',
      scratch,
      onAccepted: async (table) => {
        const path = join(scratch, `${table.contract.name}.parquet`);
        const written = await writeSnapshot(session, table, path);
        await session.viewParquet(`raw.${table.contract.name}`, path);
        return written;
      },
    });
    await mkdir(join(scratch, 'marts'));
    const pathOf = (mart: string) => join(scratch, 'marts', `${mart}.parquet`);
    await buildModels(session, await loadSqlProject('affiliate'), {
      targets: marts.map((mart) => `marts.${mart}`),
      params: { as_of: { date: asOf }, extracts_overlap: true },
      async onBuilt({ name, grain }) {
        const mart = marts.find((candidate) => name === `marts.${candidate}`);
        if (mart) await session.copyToParquet({ table: name }, pathOf(mart), { orderBy: grain });
      },
    });
    const paths = Object.fromEntries(marts.map((mart) => [mart, pathOf(mart)])) as Record<Mart, string>;
    return await use(session, paths);
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
