import { join } from 'node:path';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { strategy } from './sketch-strategy.ts';

/** A file of strategies. */
export async function writePlan(session: DuckDBSession, rows: readonly Strategy[]): Promise<string> {
  const directory = makeTemporaryDirectory();
  const path = join(directory, 'strategies.parquet');
  await writeStrategies(session, rows, { path, scratchPath: join(directory, 'content.parquet') });
  await session.run('drop table strategies');
  return path;
}

/** The same from one offer for each customer. */
export function writeOffers(
  session: DuckDBSession,
  offers: Readonly<Record<string, string>>,
): Promise<string> {
  return writePlan(
    session,
    Object.entries(offers).map(([customer_id, offer]) =>
      strategy({ strategy_id: `s-${customer_id}`, customer_id, offer }),
    ),
  );
}
