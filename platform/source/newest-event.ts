import type { DuckDBSession } from '../duckdb/session.ts';
import { ContractError } from '../errors.ts';
import type { FoundTable } from './find-tables.ts';
import { checkRawColumns } from './read-raw-text.ts';
import { dayOf, readerOf } from './readers.ts';

/**
 * The default as-of: the day after the newest event in any log of the source, `YYYY-MM-DD`.
 * @throws ContractError when a log cannot be read, lacks its day, or none holds a readable day
 */
export async function dayAfterNewestEvent(
  session: DuckDBSession,
  tables: readonly FoundTable[],
): Promise<string> {
  const days: string[] = [];
  for (const table of tables) {
    const { contract, path, format } = table;
    if (contract.eventDay === undefined) continue;
    await checkRawColumns(session, table, [contract.eventDay]);
    const [row] = await session.rows<{ as_of: string | null }>(
      `select (max(${dayOf(contract.eventDay)}) + 1)::varchar as as_of from (${readerOf(format)})`,
      { path },
    );
    if (row?.as_of) days.push(row.as_of);
  }
  const newest = days.sort().at(-1);
  if (newest === undefined)
    throw new ContractError('no table of the source holds a readable day; give --as-of YYYY-MM-DD');
  return newest;
}
