import { parse } from 'node:path';
import { quoteText } from '../../models/contracts/tables/typed-sql.ts';
import type { SqlParams } from '../duckdb/bind-params.ts';
import { quoteOwnName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { messageOf } from '../errors.ts';
import { countLostLines, lostReject } from './count-lost-lines.ts';
import type { FoundTable } from './found-table.ts';
import type { PreparedFile } from './prepare-file.ts';
import { type CsvHeader, readHeader } from './read-header.ts';
import { REJECTS, type Reject, takeRejects } from './rejects.ts';
import { FileFault } from './source-problem.ts';

/** Something to select from, and what stands in it. */
export interface Relation {
  /** `from` clause; its values are in `params`. */
  from: string;
  params: SqlParams;
  /** Columns as the file names them, with an SQL expression that gives each as text. */
  columns: ReadonlyArray<{ name: string; text: string }>;
  /** Lines of a mapping's files that are no rows. */
  rejects?: readonly Reject[];
}

/** Make a prepared table readable: a file as it is, a mapping by running it over its files. */
export async function openRelation(
  session: DuckDBSession,
  table: FoundTable,
  prepared: readonly PreparedFile[],
): Promise<Relation> {
  const [only] = prepared;
  if (table.mapping === undefined && only !== undefined) return openFile(session, only);
  return runMapping(session, table, prepared);
}

/** Forget what reading a table left behind, and take the lines it refused. */
export async function closeRelation(
  session: DuckDBSession,
  { mapping }: FoundTable,
  { from, rejects = [] }: Relation,
): Promise<Reject[]> {
  if (mapping !== undefined) await session.run(`drop table if exists ${from}`);
  return [...rejects, ...(await takeRejects(session))];
}

/** Make one file readable. */
export async function openFile(
  session: DuckDBSession,
  prepared: Pick<PreparedFile, 'file' | 'path'>,
): Promise<Relation> {
  if (prepared.file.format === 'csv') return openCsv(prepared, await readHeader(prepared));
  const { path, file } = prepared;
  if (file.format === 'parquet') {
    const from = 'read_parquet($path)';
    return { from, params: { path }, columns: await describe(session, from, path) };
  }
  const found = await describe(session, `read_json($path, format = 'newline_delimited')`, path);
  // A type that holds for the first rows need not hold for all: every value is read as text.
  const columns = found.map(({ name }) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  return {
    from: `read_json($path, format = 'newline_delimited', ignore_errors = true, columns = {${columns}})`,
    params: { path },
    columns: found.map(({ name }) => ({ name, text: textOf(name, 'VARCHAR') })),
  };
}

/** Columns go by their place: no name from a file reaches the SQL, and nothing is left to a sniffer. */
function openCsv({ path }: Pick<PreparedFile, 'path'>, { names, delimiter }: CsvHeader): Relation {
  return {
    from: csvReader(
      names.map((_, index) => `c${index}`),
      delimiter,
    ),
    params: { path },
    columns: names.map((name, index) => ({ name, text: `c${index}` })),
  };
}

function csvReader(names: readonly string[], delimiter: string): string {
  const columns = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv($path, auto_detect = false, header = true, columns = {${columns}}, delim = ${quoteText(delimiter)},
    quote = '"', escape = '"', nullstr = ['', 'NULL', '\\N'], store_rejects = true,
    rejects_table = '${REJECTS.errors}', rejects_scan = '${REJECTS.scans}')`;
}

async function describe(session: DuckDBSession, reader: string, path: string): Promise<Relation['columns']> {
  const rows = await session.rows<{ column_name: string; column_type: string }>(
    `select column_name, column_type from (describe from ${reader})`,
    { path },
  );
  return rows.map(({ column_name: name, column_type: type }) => ({ name, text: textOf(name, type) }));
}

/** Ids that became floating-point numbers somewhere become whole again; empty texts become null. */
function textOf(name: string, type: string): string {
  const column = quoteOwnName(name);
  if (type === 'VARCHAR') return `nullif(${column}, '')`;
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `if(${column} = floor(${column}), try_cast(${column} as decimal(38, 0))::varchar, ${column}::varchar)`;
  return `${column}::varchar`;
}

/** Load a mapping's files as tables, all text where the file is text, and run its SELECT over them. */
async function runMapping(
  session: DuckDBSession,
  { mapping, contract, files }: FoundTable,
  prepared: readonly PreparedFile[],
): Promise<Relation> {
  const mapped = `mapped_${contract.name}`;
  const rejects: Reject[] = [];
  await session.run('create or replace schema own');
  try {
    for (const [index, file] of files.entries())
      rejects.push(...(await loadOwn(session, file.stem, prepared[index]!)));
    await session.run(`set search_path = 'own,main'`);
    // What a join returns has no order of its own; row numbers must repeat.
    await session.run(
      `create or replace table main.${mapped} as select * from (\n${mapping}\n) order by all`,
    );
  } catch (error) {
    if (error instanceof FileFault || (error instanceof Error && error.name === 'AbortError')) throw error;
    throw new FileFault(`does not run: ${messageOf(error).split('\n')[0]}`);
  } finally {
    await session.run(`set search_path = 'main'`);
    await session.run('drop schema if exists own cascade');
  }
  const { columns } = await session.describe(`select * from main.${mapped}`);
  return {
    from: `main.${mapped}`,
    params: {},
    columns: columns.map(({ name, type }) => ({ name, text: textOf(name, type) })),
    rejects,
  };
}

/** Load one file as `own.<name>`, under its own column names. @returns its lines that are no rows */
async function loadOwn(session: DuckDBSession, name: string, prepared: PreparedFile): Promise<Reject[]> {
  const target = `own.${quoteOwnName(name)}`;
  const relation = await openFile(session, prepared);
  const titles = relation.columns.map((column, index) => quoteOwnName(column.name || `column${index}`));
  const list = prepared.file.format === 'csv' ? `as loaded(${titles.join(', ')})` : '';
  await session.run(`create table ${target} as from ${relation.from} ${list}`, relation.params);
  const rejects = await takeRejects(session);
  const [read] = await session.rows<{ rows: number }>(`select count(*)::bigint as rows from ${target}`);
  const lost = await countLostLines(session, { prepared, relation, rows: read?.rows ?? 0, rejects });
  await takeRejects(session);
  if (lost === 0) return rejects;
  const { base } = parse(prepared.file.path);
  throw new FileFault(
    `reads ${base}, of which ${lost} lines ${lostReject(lost, rejects).rule}, opened in line ${lostReject(lost, rejects).line}`,
  );
}
