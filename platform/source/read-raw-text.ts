import type { DuckDBSession } from '../duckdb/session.ts';
import { ContractError, messageOf } from '../errors.ts';
import type { FoundTable } from './find-tables.ts';
import { readerOf } from './readers.ts';

/**
 * Read a raw file into `raw_text`, every value as text, and the lines that are no rows of it into
 * `rejected_lines`: too few cells, too many, not UTF-8. DuckDB alone would leave them out in silence.
 * @throws ContractError when the file cannot be read or a column of its contract is missing
 */
export async function readRawText(session: DuckDBSession, table: FoundTable): Promise<void> {
  await blameFile(table, () =>
    session.run(`create or replace table raw_text as ${readerOf(table.format)}`, { path: table.path }),
  );
  const { columns } = await session.describe('select * from raw_text');
  assertColumns(
    table,
    columns.map(({ name }) => name),
    Object.keys(table.contract.columns),
  );
  await session.run(`create or replace table rejected_lines (
    source_row bigint, place bigint, column_name varchar, value varchar, rule varchar)`);
  if (table.format !== 'csv') return;
  // Rows are counted from 1 below the header, which is line 1.
  await session.run(`insert into rejected_lines
    select line - 1, row_number() over (order by line), min_by(column_name, column_idx), min(csv_line),
      lower(min_by(error_type::varchar, column_idx))
    from reject_errors group by line`);
  await session.run('drop table reject_errors');
  await session.run('drop table reject_scans');
}

/** Names of the columns of a raw file, of which a part is needed. */
export async function checkRawColumns(
  session: DuckDBSession,
  table: FoundTable,
  needed: readonly string[],
): Promise<void> {
  const { columns } = await blameFile(table, () =>
    session.columns(`select * from (${readerOf(table.format)}) limit 0`, { path: table.path }),
  );
  assertColumns(table, Object.keys(columns), needed);
}

/** What DuckDB cannot read is the file's fault, and reading it again cannot help. */
async function blameFile<Result>({ path, format }: FoundTable, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new ContractError(`${path} cannot be read as ${format}: ${messageOf(error)}`);
  }
}

function assertColumns(
  { path, contract }: FoundTable,
  present: readonly string[],
  needed: readonly string[],
): void {
  const missing = needed.filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  throw new ContractError(
    `${path} lacks column ${missing.join(', ')} (table ${contract.name}; it has ${present.join(', ')})`,
  );
}
