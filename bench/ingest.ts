/**
 * Rows per second and peak memory of ingestion beside bare DuckDB on the same files.
 *   node --import tsx bench/ingest.ts [customers, default 30000]
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AFFILIATE_TABLES } from '../models/contracts/tables/affiliate-tables.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { checkSource } from '../platform/source/check-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import type { FoundTable } from '../platform/source/found-table.ts';
import { writeSnapshot } from '../platform/source/write-snapshot.ts';
import { generateSample } from '../sample/index.ts';

type Work = (session: DuckDBSession, tables: readonly FoundTable[], directory: string) => Promise<void>;

const WORKS: Record<string, Work> = {
  'bare read_csv into memory': async (session, tables) => {
    for (const { path } of tables) {
      await session.run('create or replace table loaded as from read_csv($path)', { path });
    }
  },
  'bare read_csv, sorted, to Parquet': async (session, tables, directory) => {
    for (const { path, contract } of tables) {
      await session.copyToParquet(
        { query: 'from read_csv($path)', params: { path } },
        join(directory, `${contract.name}.parquet`),
        { orderBy: contract.sort },
      );
    }
  },
  'check (contracts, quarantine)': async (session, tables, scratch) => {
    await checkSource(session, tables, { timeZone: 'Asia/Seoul', scratch });
  },
  'ingest (contracts, quarantine, sorted Parquet)': async (session, tables, scratch) => {
    await checkSource(session, tables, {
      timeZone: 'Asia/Seoul',
      scratch,
      onAccepted: (table) => writeSnapshot(session, table, join(scratch, `${table.contract.name}.parquet`)),
    });
  },
};

/** One measured pass, in a process of its own so that its peak memory is its own. */
async function measure(source: string, name: string): Promise<void> {
  const work = WORKS[name];
  if (work === undefined)
    throw new Error(`invalid work: ${name} (expected ${Object.keys(WORKS).join(', ')})`);
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  const session = await openSession({ memoryLimitMb: 2048, threads: 2, scratchDir: join(scratch, 'spill') });
  try {
    const tables = await findTables(source, AFFILIATE_TABLES);
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    await work(session, tables, scratch);
    const { user, system } = process.cpuUsage(cpu);
    console.log(
      JSON.stringify({
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: (user + system) / 1e6,
        peakMb: process.resourceUsage().maxRSS / 1024,
      }),
    );
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function compare(customers: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  try {
    const source = join(directory, 'source');
    await mkdir(source);
    const { rows } = await generateSample({
      pipeline: 'affiliate-expansion',
      directory: source,
      customers,
      profile: 'demo',
      seed: 1,
    });
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    console.log(`${total.toLocaleString('en-US')} rows in ${Object.keys(rows).length} CSV files`);
    for (const name of Object.keys(WORKS)) {
      const child = [...process.execArgv, fileURLToPath(import.meta.url), source, name];
      const { stdout } = await promisify(execFile)(process.execPath, child);
      const { seconds, cpuSeconds, peakMb } = JSON.parse(stdout) as Record<string, number>;
      console.log(
        `${name.padEnd(48)} ${seconds?.toFixed(1)} s  ${cpuSeconds?.toFixed(1)} s CPU  ${Math.round(total / (seconds ?? 1)).toLocaleString('en-US')} rows/s  peak ${peakMb?.toFixed(0)} MB`,
      );
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const [first = '30000', second] = process.argv.slice(2);
if (second === undefined) await compare(Number(first));
else await measure(first, second);
