import { readFile } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** Named values for the `$name` placeholders of a statement. */
export type Parameters = Record<string, DuckDBValue>;

/** How much of the machine a generator may use. */
export interface SessionOptions {
  seed: number;
  threads: number;
  memoryLimitMb: number;
  scratchDirectory: string;
}

/** An in-memory DuckDB that spills into a scratch directory and draws from one seed. */
export interface SampleSession {
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Materialises the SELECT in `file` as a table named after it (`-` becomes `_`). */
  build(file: URL, parameters?: Parameters): Promise<void>;
  rows<T>(sql: string, parameters?: Parameters): Promise<T[]>;
  close(): void;
}

/**
 * `uniform(id, salt)` is in (0, 1) and depends on seed, id and salt only, never on the order in which rows
 * are computed: the same seed gives the same bytes for any number of threads.
 */
const macros = [
  `create macro uniform(id, salt) as (((hash(xor(hash(id::bigint),
    hash(salt || ':' || getvariable('seed')))) >> 12)::double + 0.5) * 2.220446049250313e-16)`,
  `create macro normal(id, salt) as
    (sqrt(-2 * ln(uniform(id, salt))) * cos(2 * pi() * uniform(id, salt || '~')))`,
  `create macro draw_geometric(mean, id, salt) as
    floor(ln(uniform(id, salt)) / ln(mean / (1 + mean)))::integer`,
  'create macro slot(id, salt) as floor(uniform(id, salt) * 4096)::integer',
];

/** Opens a session; the caller closes it. */
export async function openSession(options: SessionOptions): Promise<SampleSession> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryLimitMb}MB`,
    temp_directory: options.scratchDirectory,
  });
  const connection = await instance.connect();
  const run = async (sql: string, parameters: Parameters = {}): Promise<void> => {
    await connection.run(sql, mentioned(sql, parameters));
  };
  await run(`set variable seed = '${options.seed}'`);
  for (const macro of macros) await run(macro);
  return {
    run,
    build: (file, parameters) => buildTable(connection, file, parameters ?? {}),
    rows: async <T>(sql: string, parameters: Parameters = {}) => {
      const reader = await connection.runAndReadAll(sql, mentioned(sql, parameters));
      return reader.getRowObjectsJS() as T[];
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function buildTable(connection: DuckDBConnection, file: URL, parameters: Parameters): Promise<void> {
  const name = file.pathname.replace(/^.*\//, '').replace('.sql', '').replaceAll('-', '_');
  const select = await readFile(file, 'utf8');
  try {
    await connection.run(`create or replace table ${name} as (\n${select}\n)`, mentioned(select, parameters));
  } catch (error) {
    throw new Error(`sample table ${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** DuckDB rejects parameters that a statement does not name. */
function mentioned(sql: string, parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)),
  );
}
