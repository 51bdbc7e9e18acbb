import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { appendColumns } from './append-columns.ts';
import { bindParams, type SqlParams } from './bind-params.ts';
import type { ScalarColumn } from './column-builder.ts';
import type { ColumnTable } from './column-table.ts';
import { describeStatement, type StatementShape } from './describe-statement.ts';
import { castColumn, quoteName } from './quote-name.ts';
import { readColumns } from './read-columns.ts';
import { runAbortable } from './run-abortable.ts';
import { toJsonValue } from './to-json-value.ts';

/** How much of the machine a session may use; `signal` interrupts whatever it is running. */
export interface SessionOptions {
  readonly memoryLimitMb: number;
  readonly threads: number;
  /** Where DuckDB spills what does not fit in memory; made when first needed. */
  readonly scratchDir: string;
  readonly signal?: AbortSignal | undefined;
}

/** What to write: a table, or a query with its parameters. */
export type ParquetSource =
  | { readonly table: string }
  | { readonly query: string; readonly params?: SqlParams };

/** A column whose numbers stand for texts, or for lists of them. */
export interface EnumColumn {
  /** How many the ENUM knows. */
  readonly values: number;
  readonly isList?: boolean;
}

/** Columns to sort by. Unless no two rows are alike in them all other columns follow, which costs as much again. */
export interface RowOrder {
  readonly orderBy: readonly string[];
  readonly isUnique?: boolean;
  /** Columns of the source that rows are sorted by, but that are not written. */
  readonly unwritten?: readonly string[];
  /** Columns of an ENUM. To sort by one costs 3 µs for each value that it knows, rows or not; by its numbers, nothing. */
  readonly codes?: ReadonlyMap<string, EnumColumn>;
}

/**
 * Parquet lists all values of an ENUM in each group of 122,880 rows, in less than half the time that looking up each row's
 * text takes: of more than these, texts are written instead, of which a group lists its own.
 */
const MOST_LISTED = 20_000;

/**
 * An in-memory DuckDB with one connection. Calls run one after the other; values go in by name only.
 * One file opened by two databases loses data without an error, so tables travel as Parquet instead.
 */
export interface DuckDBSession {
  run(sql: string, params?: SqlParams): Promise<void>;
  /** A small result as JSON-safe rows; the caller states their shape. */
  rows<T>(sql: string, params?: SqlParams): Promise<T[]>;
  /** A result of any size, one array per column, without row objects. */
  columns(sql: string, params?: SqlParams): Promise<ColumnTable>;
  describe(sql: string): Promise<StatementShape>;
  /** Names of a table's columns; who asks for types too waits for every value of an ENUM to be spelt out. */
  columnNames(table: string): Promise<string[]>;
  /** Create or replace `table` from Parquet files, in file order. */
  importParquet(table: string, ...paths: readonly string[]): Promise<void>;
  /** Create or replace a view of Parquet files, which are read anew by each query; their rows cost no memory. */
  viewParquet(view: string, ...paths: readonly string[]): Promise<void>;
  /** Write one file with its rows in one order, so that its bytes repeat; whoever reads it sees texts where there are ENUMs. */
  copyToParquet(source: ParquetSource, path: string, order: RowOrder): Promise<void>;
  /** Create or replace `table` from arrays of one length. */
  appendColumns(table: string, columns: Readonly<Record<string, ScalarColumn>>): Promise<void>;
  /** Wait for the running call, then free everything. */
  close(): Promise<void>;
}

const TO_PARQUET = 'to $parquet_path (format parquet, compression zstd, compression_level 1)';

/** Open an empty database in memory. */
export async function openSession(options: SessionOptions): Promise<DuckDBSession> {
  for (const name of ['memoryLimitMb', 'threads'] as const) {
    const value = options[name];
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`invalid ${name}: ${value} (expected a positive integer)`);
  }
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryLimitMb}MiB`,
    threads: String(options.threads),
    temp_directory: options.scratchDir,
    // Costs memory on large copies, but without it the bytes of a Parquet file depend on the threads.
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    // A database in memory has no file to write: what DuckDB packs at a checkpoint is dropped soon after.
    checkpoint_threshold: '1TB',
  });
  const connection = await instance.connect();
  await connection.run(`set TimeZone = 'UTC'`);
  return createSession(connection, options.signal, () => instance.closeSync());
}

function createSession(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  closeInstance: () => void,
): DuckDBSession {
  let last: Promise<unknown> = Promise.resolve();
  const queue = <T>(query: () => Promise<T>): Promise<T> => {
    const next = last.then(() => runAbortable(connection, signal, query));
    last = next.catch(() => undefined);
    return next;
  };
  const execute = (sql: string, params: SqlParams) => {
    const { values, types } = bindParams(params);
    return connection.run(sql, values, types);
  };
  const session: DuckDBSession = {
    async run(sql, params = {}) {
      await queue(() => execute(sql, params));
    },
    rows: <T>(sql: string, params: SqlParams = {}) =>
      queue(async () => {
        const result = await execute(sql, params);
        const names = result.deduplicatedColumnNames();
        const rows = await result.getRows();
        return rows.map(
          (row) => Object.fromEntries(names.map((name, i) => [name, toJsonValue(row[i] ?? null, name)])) as T,
        );
      }),
    columns: (sql, params = {}) => queue(() => readColumns(connection, sql, params)),
    describe: (sql) => queue(() => describeStatement(connection, sql)),
    columnNames: (table) =>
      queue(async () => (await execute(`from ${quoteName(table)} limit 0`, {})).columnNames()),
    importParquet: (table, ...paths) =>
      session.run(`create or replace table ${quoteName(table)} as select * from read_parquet($paths)`, {
        paths,
      }),
    async viewParquet(view, ...paths) {
      // A view takes no parameters, but it may read a variable, and that can be bound.
      const variable = quoteName(`${view.replace('.', '_')}_files`);
      await session.run(`set variable ${variable} = $paths`, { paths });
      await session.run(
        `create or replace view ${quoteName(view)} as
         select * from read_parquet(getvariable('${variable.slice(1, -1)}'))`,
      );
    },
    async copyToParquet(source, path, { orderBy, isUnique = false, unwritten = [], codes = new Map() }) {
      const query = 'table' in source ? `select * from ${quoteName(source.table)}` : source.query;
      const keys = orderBy.map((name) =>
        codes.has(name) ? `enum_code(${quoteName(name)})` : quoteName(name),
      );
      const order = [...keys, ...(isUnique ? [] : ['columns(*)'])].join(', ');
      // By the column that rows are in order of, readers skip groups of others: its texts are written, too.
      const texts = [...codes]
        .filter(([name, { values }]) => name === orderBy[0] || values > MOST_LISTED)
        .map(([name, { isList }]) => castColumn(name, isList ? 'varchar[]' : 'varchar'));
      const columns = [
        '*',
        ...(unwritten.length === 0 ? [] : [`exclude (${unwritten.map(quoteName).join(', ')})`]),
        ...(texts.length === 0 ? [] : [`replace (${texts.join(', ')})`]),
      ].join(' ');
      await session.run(
        `copy (select ${columns} from (select * from (\n${query}\n) order by ${order})) ${TO_PARQUET}`,
        { ...('params' in source ? source.params : {}), parquet_path: path },
      );
    },
    appendColumns: (table, columns) => queue(() => appendColumns(connection, table, columns)),
    async close() {
      await last;
      connection.closeSync();
      closeInstance();
    },
  };
  return session;
}
