import { STRATEGY_COLUMNS, type Strategy } from '../../models/contracts/strategy.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { digestFile } from '../store/files.ts';

/** Where the strategies go, and a place for a file that is not kept. */
export interface StrategyFiles {
  path: string;
  scratchPath: string;
}

/** What was written. */
export interface WrittenStrategies {
  /** Digest of what the rows say: which run wrote a row does not make it another message. */
  contentDigest: string;
  /** Rows of each arm. */
  treatment: number;
  holdout: number;
}

/** Write strategies of both arms as Parquet, ordered by id. */
export async function writeStrategies(
  session: DuckDBSession,
  rows: readonly Strategy[],
  { path, scratchPath }: StrategyFiles,
): Promise<WrittenStrategies> {
  const columns = STRATEGY_COLUMNS.map((name) => [
    name,
    name === 'score' ? Float64Array.from(rows, ({ score }) => score) : rows.map((row) => String(row[name])),
  ]);
  await session.appendColumns('strategies', Object.fromEntries(columns));
  // Ids are unique, so that they alone fix the order; sorting by long texts as well would cost most of the time.
  const copy = (columns: string, target: string) =>
    session.run(
      `copy (select ${columns} from strategies order by strategy_id) to $target (format parquet, compression zstd)`,
      { target },
    );
  await copy('* replace (valid_from::date as valid_from, valid_to::date as valid_to)', path);
  await copy('* exclude (run_id)', scratchPath);
  const holdout = rows.filter(({ arm }) => arm === 'holdout').length;
  return { contentDigest: (await digestFile(scratchPath)).digest, treatment: rows.length - holdout, holdout };
}
