/**
 * Seconds and peak memory from the raw CSV files of a sample to all marts, and to the audits' verdict.
 *   node --import tsx bench/customers.ts [customers, default 29909] [memory limit in MiB, default that of a step]
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CUSTOMER_SLICES } from '../activities/affiliate/customer-slices.ts';
import { formatCount, formatTable } from '../cli/format.ts';
import { AFFILIATE_TABLES } from '../models/contracts/tables/affiliate-tables.ts';
import { parseConfig } from '../platform/config.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { checkSource } from '../platform/source/check-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { writeEmptySnapshot, writeSnapshot } from '../platform/source/write-snapshot.ts';
import { auditArtifacts } from '../platform/sql/audit-artifacts.ts';
import { buildArtifacts } from '../platform/sql/build-artifacts.ts';
import { loadSqlProject } from '../platform/steps/sql-projects.ts';
import { generateSample } from '../sample/index.ts';

const PARAMS = { as_of: { date: '2022-01-01' }, extracts_overlap: true };

/** Tables by name and rows, or seconds of each. */
type Stage = (session: DuckDBSession, directory: string) => Promise<Record<string, number>>;

/** Apart from the tables that are built, of which some have the same name. */
const rawFile = (directory: string, name: string) => join(directory, 'raw', `${name}.parquet`);

const rawIn = (directory: string) =>
  Object.fromEntries(AFFILIATE_TABLES.map(({ name }) => [name, rawFile(directory, name)]));

const STAGES: Record<string, Stage> = {
  async 'ingest-source'(session, directory) {
    const tables = await findTables(join(directory, 'source'), AFFILIATE_TABLES);
    await checkSource(session, tables, {
      timeZone: 'Asia/Seoul',
      scratch: directory,
      onAccepted: (table) => writeSnapshot(session, table, rawFile(directory, table.contract.name)),
    });
    // As in a run: what the source does without is there, empty.
    const found = new Set(tables.map(({ contract }) => contract.name));
    for (const contract of AFFILIATE_TABLES.filter(({ name }) => !found.has(name)))
      await writeEmptySnapshot(session, contract, rawFile(directory, contract.name));
    return {};
  },
  async 'build-tables'(session, directory) {
    const { built } = await buildArtifacts(session, await loadSqlProject('affiliate'), PARAMS, {
      raw: rawIn(directory),
      output: (file) => join(directory, file),
      progress: () => {},
      slicing: { ...CUSTOMER_SLICES, scratch: (file) => join(directory, file) },
    });
    return Object.fromEntries(built.map(({ name, seconds }) => [name, seconds]));
  },
  async 'audit-tables'(session, directory) {
    const project = await loadSqlProject('affiliate');
    const models = project.models.map(({ name }) => name.slice(name.indexOf('.') + 1));
    const built = Object.fromEntries(models.map((name) => [name, join(directory, `${name}.parquet`)]));
    await auditArtifacts(session, project, PARAMS, {
      paths: { ...rawIn(directory), ...built },
      slicing: CUSTOMER_SLICES,
    });
    return {};
  },
};

interface Figures {
  seconds: number;
  cpuSeconds: number;
  peakMib: number;
  parts: Record<string, number>;
}

/** One stage, in a process of its own so that its peak memory is its own. */
async function measure(name: string, directory: string, memoryLimitMb: number): Promise<void> {
  const stage = STAGES[name];
  if (stage === undefined)
    throw new Error(`invalid stage: ${name} (expected ${Object.keys(STAGES).join(', ')})`);
  const session = await openSession({ memoryLimitMb, threads: 2, scratchDir: join(directory, 'spill') });
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const parts = await stage(session, directory);
  const { user, system } = process.cpuUsage(cpu);
  const figures: Figures = {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMib: process.resourceUsage().maxRSS / 1024,
    parts,
  };
  await session.close();
  console.log(JSON.stringify(figures));
}

async function measureAll(customers: number, memoryLimitMb: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  try {
    const source = join(directory, 'source');
    await mkdir(source);
    await mkdir(join(directory, 'raw'));
    const { rows } = await generateSample({
      pipeline: 'affiliate-expansion',
      directory: source,
      customers,
      profile: 'demo',
      seed: 1,
    });
    console.log(
      Object.entries(rows)
        .map(([table, count]) => `${table} ${formatCount(count)}`)
        .join('\n'),
    );
    const table = [['stage', 's', 's of CPU', 'peak MiB']];
    for (const name of Object.keys(STAGES)) {
      const child = [
        ...process.execArgv,
        fileURLToPath(import.meta.url),
        name,
        directory,
        `${memoryLimitMb}`,
      ];
      const { stdout } = await promisify(execFile)(process.execPath, child);
      const { seconds, cpuSeconds, peakMib, parts } = JSON.parse(stdout) as Figures;
      table.push([name, seconds.toFixed(1), cpuSeconds.toFixed(1), formatCount(Math.round(peakMib))]);
      const slowest = Object.entries(parts).sort(([, a], [, b]) => b - a);
      for (const [part, spent] of slowest.slice(0, 8)) table.push([`  ${part}`, spent.toFixed(1), '', '']);
    }
    console.log(formatTable(table, [1, 2, 3]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const [first = '29909', second, third] = process.argv.slice(2);
const { memoryLimitMb } = parseConfig({}).duckdb;
if (second !== undefined && third !== undefined) await measure(first, second, Number(third));
else await measureAll(Number(first), second === undefined ? memoryLimitMb : Number(second));
