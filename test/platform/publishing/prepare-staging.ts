import { join } from 'node:path';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import type { Staging } from '../../../platform/publishing/sinks/sink.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { reserveDraft } from '../postgres/reserve.ts';
import { strategy } from './sketch-strategy.ts';

/** Two who are treated, one of them with signs that CSV gives a meaning, and one who is held out. */
export const ROWS = [
  strategy({ strategy_id: 's3', customer_id: 'M3', message: 'quotes " and, commas\nand lines', offer: '' }),
  strategy({ strategy_id: 's1', customer_id: 'M1', score: 0.1 }),
  strategy({ strategy_id: 's2', customer_id: 'M2-HELD', arm: 'holdout' }),
];
export const TREATED = [ROWS[1]!, ROWS[0]!];

/** A reserved publication of these rows and a place to stage it. */
export async function prepareStaging(
  database: Database,
  rows: readonly Strategy[],
  rowCount = rows.length,
): Promise<Staging & { root: string }> {
  const root = makeTemporaryDirectory();
  const session = await openTestSession();
  const strategiesPath = join(root, 'strategies.parquet');
  await writeStrategies(session, rows, { path: strategiesPath, scratchPath: join(root, 'content.parquet') });
  const publication = await reserveDraft(database, 'pub_1', { row_count: rowCount });
  return { root, publication, strategiesPath, session, scratch: (file) => join(root, file) };
}
