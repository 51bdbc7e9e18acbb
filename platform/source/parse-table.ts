import type { ColumnContract, TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { ContractError } from '../errors.ts';
import type { FoundTable } from './find-tables.ts';
import { dayOf, readerOf } from './readers.ts';

/** Rows of one raw table that were let in, and those that were not. */
export interface ParsedTable {
  good: number;
  bad: number;
}

/** A typed expression for each type of the contract; null where the text is not such a value. */
const CASTS: Record<ColumnContract['type'], (column: string) => string> = {
  text: quote,
  integer: (column) => `try_cast(try_cast(${quote(column)} as double) as bigint)`,
  day: dayOf,
  money: (column) => `try_cast(${quote(column)} as decimal(18, 2))`,
};

/** Make the schema and the table that `parseTable` fills. */
export async function createQuarantine(session: DuckDBSession): Promise<void> {
  await session.run('create schema if not exists raw');
  await session.run(`create or replace table quarantine (
    table_name varchar, file varchar, source_row bigint, column_name varchar, value varchar, rule varchar)`);
}

/**
 * Read one raw file into `raw.<table>`, typed, and append the rows that break its contract to
 * `quarantine`. Only the first broken rule of a row is named.
 * @throws ContractError when the file cannot be read, a column is missing, it has no row, or more rows
 *   are bad than the contract allows; the text names file, column, count and an example
 */
export async function parseTable(session: DuckDBSession, table: FoundTable): Promise<ParsedTable> {
  const { contract, path } = table;
  await readText(session, table);
  await session.run(`create or replace table checked as
    select ${Object.entries(contract.columns)
      .map(([name, column]) => `${CASTS[column.type](name)} as ${quote(name)}`)
      .join(', ')},
      row_number() over () as source_row,
      ${firstProblem(contract)} as problem,
      ${problemValue(contract)} as problem_value
    from raw_text`);
  await session.run(`create or replace table raw.${contract.name} as
    select * exclude (source_row, problem, problem_value) from checked where problem is null`);
  await session.run(
    `insert into quarantine select $table, $path, source_row, split_part(problem, ': ', 1), problem_value, split_part(problem, ': ', 2)
     from checked where problem is not null`,
    { table: contract.name, path },
  );
  const [counts] = await session.rows<{ good: number; bad: number; example: string | null }>(
    `select count(*) filter (problem is null)::integer as good, count(*) filter (problem is not null)::integer as bad,
       min_by(problem || ' (row ' || source_row || ', value ' || coalesce(problem_value, 'missing') || ')', source_row)
         filter (problem is not null) as example from checked`,
  );
  const { good, bad, example } = counts ?? { good: 0, bad: 0, example: null };
  await session.run('drop table checked');
  await session.run('drop table raw_text');
  if (good + bad === 0) throw new ContractError(`${path} has no rows (table ${contract.name})`);
  if (bad > contract.maxBadShare * (good + bad)) {
    throw new ContractError(
      `${path}: ${bad} of ${good + bad} rows break the contract of ${contract.name} (at most ${contract.maxBadShare * 100} % may); first: ${example}`,
    );
  }
  return { good, bad };
}

async function readText(session: DuckDBSession, { contract, path, format }: FoundTable): Promise<void> {
  try {
    await session.run(`create or replace table raw_text as ${readerOf(format)}`, { path });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new ContractError(
      `${path} cannot be read as ${format}: ${error instanceof Error ? error.message : error}`,
    );
  }
  const { columns } = await session.describe('select * from raw_text');
  const present = new Set(columns.map(({ name }) => name));
  const missing = Object.keys(contract.columns).filter((name) => !present.has(name));
  if (missing.length > 0) {
    throw new ContractError(
      `${path} lacks column ${missing.join(', ')} (table ${contract.name}; it has ${[...present].join(', ')})`,
    );
  }
}

/** The first rule that a row breaks, as `column: rule`; null for a good row. */
function firstProblem(contract: TableContract): string {
  const cases = Object.entries(contract.columns).flatMap(([name, column]) =>
    brokenRules(name, column).map(({ when, rule }) => `when ${when} then '${name}: ${rule}'`),
  );
  return `case ${cases.join(' ')} end`;
}

function problemValue(contract: TableContract): string {
  const cases = Object.entries(contract.columns).flatMap(([name, column]) =>
    brokenRules(name, column).map(({ when }) => `when ${when} then ${quote(name)}`),
  );
  return `case ${cases.join(' ')} end`;
}

function brokenRules(name: string, column: ColumnContract): Array<{ when: string; rule: string }> {
  const text = quote(name);
  const typed = CASTS[column.type](name);
  const rules = [];
  if (!column.nullable) rules.push({ when: `${text} is null`, rule: 'missing' });
  if (column.type !== 'text')
    rules.push({ when: `${text} is not null and ${typed} is null`, rule: `not a ${column.type}` });
  if (column.min !== undefined) rules.push({ when: `${typed} < ${column.min}`, rule: `below ${column.min}` });
  if (column.max !== undefined) rules.push({ when: `${typed} > ${column.max}`, rule: `above ${column.max}` });
  return rules;
}

/** Column names come from our own contracts, where a pattern keeps them plain. */
function quote(name: string): string {
  return `"${name}"`;
}
