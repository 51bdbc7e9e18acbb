import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { SQL_TYPES } from '../../models/contracts/tables/typed-sql.ts';
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
  const columns = names.map(quoteName).join(', ');
  // Every column once: to sort millions of rows by some of them twice takes a quarter longer.
  const orderBy = [...new Set([...contract.sort, ...names])];
  await session.copyToParquet({ query: `select ${columns} from checked where problem is null` }, path, {
    orderBy,
    isUnique: true,
  });
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
