import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { SQL_TYPES } from '../../models/contracts/tables/typed-sql.ts';
import { createEnum } from '../duckdb/create-enum.ts';
import { castColumn, quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession, EnumColumn } from '../duckdb/session.ts';
import type { CheckedTable } from './check-table.ts';

/** Write the rows of `checked` that were let in as one Parquet file, typed and sorted by the contract. */
export async function writeSnapshot(
  session: DuckDBSession,
  { contract }: Pick<CheckedTable, 'contract'>,
  path: string,
): Promise<void> {
  const names = Object.keys(contract.columns);
  const codes = await createCodes(session, contract);
  const columns = names.map((name) =>
    codes.has(name) ? castColumn(name, quoteName(`codes.${name}`)) : quoteName(name),
  );
  await session.copyToParquet(
    { query: `select ${columns.join(', ')} from checked where problem is null` },
    path,
    {
      // Every column once: to sort millions of rows by some of them twice takes a quarter longer.
      orderBy: [...new Set([...contract.sort, ...names])],
      isUnique: true,
      codes,
    },
  );
  await session.run('drop schema if exists codes cascade');
}

/** An ENUM for each column of texts that name a row of another table: to sort by it and to write it takes less time. */
async function createCodes(
  session: DuckDBSession,
  { columns, references = [] }: TableContract,
): Promise<ReadonlyMap<string, EnumColumn>> {
  const codes = new Map<string, EnumColumn>();
  await session.run('create schema if not exists codes');
  for (const { column } of references) {
    if (columns[column]!.type !== 'text') continue;
    const query = `select ${quoteName(column)} from checked where problem is null`;
    const values = await createEnum(session, `codes.${column}`, { column, query });
    if (values !== undefined) codes.set(column, { values });
  }
  return codes;
}

/** Write the file of an optional table that the source does without: its columns and no row. */
export async function writeEmptySnapshot(
  session: DuckDBSession,
  { columns, sort }: Pick<TableContract, 'columns' | 'sort'>,
  path: string,
): Promise<void> {
  const nulls = Object.entries(columns).map(
    ([name, { type }]) => `null::${SQL_TYPES[type]} as ${quoteName(name)}`,
  );
  await session.copyToParquet({ query: `select ${nulls.join(', ')} where false` }, path, { orderBy: sort });
}
