import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { generateSample } from '../../sample/index.ts';

type Input = Parameters<typeof generateSample>[0];

/** A generated sample; `pdde`, `trial_register`, `truth_customers` and so on are views of its files. */
export interface ReadSample {
  rows<T>(sql: string): Promise<T[]>;
  /** The value of a one-row, one-column query. */
  value(sql: string): Promise<number>;
  /** First column as key, second as number. */
  table(sql: string): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Generates a sample in a temporary directory and opens it; `close` removes it. */
export async function readSample(input: Omit<Input, 'directory'>): Promise<ReadSample> {
  const root = await mkdtemp(join(tmpdir(), 'sample-'));
  const directory = join(root, 'source');
  await generateSample({ ...input, directory });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  for (const file of await readdir(directory, { recursive: true })) {
    if (!/\.(csv|parquet)$/.test(file)) continue;
    const prefix = file.startsWith('truth') ? 'truth_' : '';
    const view =
      prefix +
      basename(file)
        .replace(/\..*$/, '')
        .replace(/^LPOINT_BIG_COMP_\d\d_/, '');
    await connection.run(`create view ${view} as from '${join(directory, file)}'`);
  }
  const rows = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[];
  const cells = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  return {
    rows,
    value: async (sql) => Number((await cells(sql))[0]?.[0]),
    table: async (sql) => Object.fromEntries((await cells(sql)).map(([key, value]) => [key, Number(value)])),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Each value over the sum of all. */
export function toShares(values: Record<string, number>): Record<string, number> {
  const total = Object.values(values).reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value / total]));
}

/** Keys whose value is further than `tolerance` from what is expected, with both; empty when all fit. */
export function listMisfits(
  actual: Record<string, number>,
  expected: Record<string, number>,
  tolerance: number,
): Record<string, [number, number]> {
  const misfits = Object.entries(expected).flatMap(([key, value]) => {
    const found = actual[key] ?? Number.NaN;
    return Math.abs(found - value) <= tolerance ? [] : [[key, [found, value]] as const];
  });
  return Object.fromEntries(misfits) as Record<string, [number, number]>;
}

/** Aligns a printed row of numbers with keys counted from `first`. */
export function number(values: readonly number[], first: number): Record<string, number> {
  return Object.fromEntries(values.map((value, index) => [index + first, value]));
}
