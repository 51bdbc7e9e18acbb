import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProductLog } from '../activities/affiliate/read-product-log.ts';
import { AFFILIATE_TABLES } from '../models/contracts/tables/affiliate-tables.ts';
import { planCuts } from '../models/recommender/plan-cuts.ts';
import type { RecommenderData } from '../models/recommender/product-log.ts';
import { findFirstDay } from '../models/recommender/train-recommender.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { checkSource } from '../platform/source/check-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { writeSnapshot } from '../platform/source/write-snapshot.ts';
import { buildModels } from '../platform/sql/build-models.ts';
import { loadSqlProject } from '../platform/steps/sql-projects.ts';

/** Marts that the recommender reads. */
const MARTS = ['customers', 'product_days', 'product_features'] as const;

/** What the pipeline would learn from, and the days that it chooses and tests on. */
export interface OpenedProducts {
  data: RecommenderData;
  choice: number;
  test: number;
}

/**
 * Open what the command line names: the directory of a source and the first day after its data, by default that of the
 * real panel.
 * @throws Error without a source, and on a history that is too short to choose and test on
 */
export async function openProducts([
  source,
  asOf = '2018-01-01',
]: readonly string[]): Promise<OpenedProducts> {
  if (source === undefined) throw new Error('no source (expected the directory of one)');
  const data = await readProducts(source, asOf);
  const { choice, test } = planCuts(findFirstDay(data));
  if (choice === null || test === null)
    throw new Error(
      `invalid history: ${-findFirstDay(data)} days (expected enough for a test and a choice before it)`,
    );
  return { data, choice, test };
}

/** What the pipeline would learn from as of a day: the source through ingestion and the marts, nothing kept. */
async function readProducts(source: string, asOf: string): Promise<RecommenderData> {
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
      targets: MARTS.map((mart) => `marts.${mart}`),
      params: { as_of: { date: asOf }, extracts_overlap: true },
      async onBuilt({ name, grain }) {
        const mart = MARTS.find((candidate) => name === `marts.${candidate}`);
        if (mart) await session.copyToParquet({ table: name }, pathOf(mart), { orderBy: grain });
      },
    });
    const [customers, product_days, product_features] = MARTS.map(pathOf) as [string, string, string];
    return await readProductLog(session, { customers, product_days, product_features }, asOf);
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
