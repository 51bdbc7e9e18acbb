import type { DuckDBSession } from '../duckdb/session.ts';
import { ContractError } from '../errors.ts';
import type { FoundTable } from './find-tables.ts';
import { readRawText } from './read-raw-text.ts';
import { firstProblem, typedColumns } from './row-rules.ts';

/** Rows of one raw table that were let in, and those that were not. */
export interface ParsedTable {
  good: number;
  bad: number;
}

/** Make the schema and the table that `parseTable` fills. */
export async function createQuarantine(session: DuckDBSession): Promise<void> {
  await session.run('create schema if not exists raw');
  await session.run(`create or replace table quarantine (
    table_name varchar, file varchar, source_row bigint, column_name varchar, value varchar, rule varchar)`);
}

/**
 * Read one raw file into `raw.<table>`, typed, and append the rows that break its contract to
 * `quarantine`. Only the first broken rule of a row is named; rows are counted from 1 below the header.
 * @throws ContractError when the file cannot be read, a column is missing, it has no row, or more rows
 *   are bad than the contract allows; the text names file, column, count and an example
 */
export async function parseTable(session: DuckDBSession, table: FoundTable): Promise<ParsedTable> {
  const { contract, path } = table;
  await readRawText(session, table);
  await session.run(`create or replace table checked as
    select ${typedColumns(contract)}, row_number() over () as text_row, ${firstProblem(contract)} from raw_text`);
  await session.run(`create or replace table raw.${contract.name} as
    select * exclude (text_row, problem, problem_column, problem_value) from checked where problem is null`);
  await session.run(LIST_PROBLEMS);
  await session.run(
    'insert into quarantine select $table, $path, source_row, column_name, value, rule from problems',
    { table: contract.name, path },
  );
  const { good, bad, example } = await countRows(session, contract.name);
  for (const scratch of ['checked', 'raw_text', 'rejected_lines', 'problems'])
    await session.run(`drop table ${scratch}`);
  if (good + bad === 0) throw new ContractError(`${path} has no rows (table ${contract.name})`);
  if (bad > contract.maxBadShare * (good + bad)) {
    throw new ContractError(
      `${path}: ${bad} of ${good + bad} rows break the contract of ${contract.name} (at most ${contract.maxBadShare * 100} % may); first: ${example}`,
    );
  }
  return { good, bad };
}

/** Rejected lines are no rows of the text: those before a bad row move its number. */
const LIST_PROBLEMS = `create or replace table problems as
  select
    text_row + (select count(*) from rejected_lines where source_row - place < text_row) as source_row,
    problem_column as column_name, problem_value as value, problem as rule
  from checked where problem is not null
  union all
  select source_row, column_name, value, rule from rejected_lines`;

async function countRows(
  session: DuckDBSession,
  table: string,
): Promise<{ good: number; bad: number; example: string | null }> {
  const [counts] = await session.rows<{ good: number; bad: number; example: string | null }>(
    `select (select count(*) from raw.${table})::integer as good, count(*)::integer as bad,
       min_by(coalesce(column_name || ': ', '') || rule || ' (row ' || source_row || ', value '
         || coalesce(value, 'missing') || ')', source_row) as example
     from problems`,
  );
  return counts ?? { good: 0, bad: 0, example: null };
}
