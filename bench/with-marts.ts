import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../platform/config.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { buildModels } from '../platform/sql/build-models.ts';
import { loadSqlProject } from '../platform/steps/sql-projects.ts';
import { viewRaw } from '../test/support/ingest-raw.ts';

/** Takes a source as of a day through ingestion to some marts of affiliate-expansion, and keeps nothing but what `use` returns. */
export async function withMarts<Mart extends string, Found>(
  { source, asOf, marts }: { source: string; asOf: string; marts: readonly Mart[] },
  use: (session: DuckDBSession, paths: Record<Mart, string>) => Promise<Found>,
): Promise<Found> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  const session = await openSession({ ...parseConfig({}).duckdb, scratchDir: join(scratch, 'spill') });
  try {
    await viewRaw(session, { source, scratch });
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
