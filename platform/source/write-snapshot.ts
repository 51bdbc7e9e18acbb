import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { CheckedTable } from './check-table.ts';

/** Write the rows of `checked` that were let in as one Parquet file, typed and sorted by the contract. */
export async function writeSnapshot(
  session: DuckDBSession,
  { contract }: Pick<CheckedTable, 'contract'>,
  path: string,
): Promise<void> {
  const columns = Object.keys(contract.columns).map(quoteName).join(', ');
  await session.copyToParquet({ query: `select ${columns} from checked where problem is null` }, path, {
    orderBy: contract.sort,
  });
}
