import { STRATEGY_COLUMNS, type Strategy } from '../../models/contracts/strategy.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { digestFile } from '../store/files.ts';

/** Where the strategies go, and a place for a file that is not kept. */
export interface StrategyFiles {
  path: string;
  scratchPath: string;
}

/**
 * Write strategies of both arms as Parquet, ordered by id.
 * @returns digest of what they say: which run wrote a row does not make it another message
 */
export async function writeStrategies(
  session: DuckDBSession,
  rows: readonly Strategy[],
  { path, scratchPath }: StrategyFiles,
): Promise<{ contentDigest: string }> {
  const columns = STRATEGY_COLUMNS.map((name) => [
    name,
    name === 'score' ? Float64Array.from(rows, ({ score }) => score) : rows.map((row) => String(row[name])),
  ]);
  await session.appendColumns('strategies', Object.fromEntries(columns));
  const order = { orderBy: ['strategy_id'] };
  await session.copyToParquet(
    {
      query: 'select * replace (valid_from::date as valid_from, valid_to::date as valid_to) from strategies',
    },
    path,
    order,
  );
  await session.copyToParquet({ query: 'select * exclude (run_id) from strategies' }, scratchPath, order);
  return { contentDigest: (await digestFile(scratchPath)).digest };
}
