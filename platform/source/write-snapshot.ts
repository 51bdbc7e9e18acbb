import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { SQL_TYPES } from '../../models/contracts/tables/typed-sql.ts';
import { createEnum, MOST_WRITTEN } from '../duckdb/create-enum.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { CheckedTable } from './check-table.ts';

/** Write the rows of `checked` that were let in as one Parquet file, typed and sorted by the contract. */
export async function writeSnapshot(
  session: DuckDBSession,
  { contract }: Pick<CheckedTable, 'contract'>,
  path: string,
): Promise<void> {
  const names = Object.keys(contract.columns);
  const types = await createCodeTypes(session, contract);
  const coded = names.map((name) => {
    const enumOf = types.get(name);
    return enumOf === undefined
      ? quoteName(name)
      : `${quoteName(name)}::${enumOf.type} as ${quoteName(name)}`;
  });
  // By the column that rows are in order of, readers skip what they do not need: its texts are written row by row.
  const isCast = (name: string) =>
    types.has(name) && (name === contract.sort[0] || types.get(name)!.values > MOST_WRITTEN);
  await session.copyToParquet(
    { query: `select ${coded.join(', ')} from checked where problem is null` },
    path,
    {
      // Every column once: to sort millions of rows by some of them twice takes a quarter longer.
      orderBy: [...new Set([...contract.sort, ...names])],
      isUnique: true,
      codes: [...types.keys()],
      columns: names.map((name) =>
        isCast(name) ? `${quoteName(name)}::varchar as ${quoteName(name)}` : quoteName(name),
      ),
    },
  );
  await session.run('drop schema if exists codes cascade');
}

/** ENUMs by column for texts that name a row of another table: to sort by them and to write them takes less time. */
async function createCodeTypes(
  session: DuckDBSession,
  { columns, references = [] }: TableContract,
): Promise<ReadonlyMap<string, { type: string; values: number }>> {
  const types = new Map<string, { type: string; values: number }>();
  await session.run('create schema if not exists codes');
  for (const { column } of references) {
    if (columns[column]!.type !== 'text') continue;
    const query = `select ${quoteName(column)} from checked where problem is null`;
    const values = await createEnum(session, `codes.${column}`, { column, query });
    if (values !== undefined) types.set(column, { type: quoteName(`codes.${column}`), values });
  }
  return types;
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
