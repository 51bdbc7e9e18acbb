import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReadOptions } from '../../models/contracts/tables/typed-sql.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { ContractError } from '../errors.ts';
import type { FoundTable } from './found-table.ts';
import { surveyEvents } from './survey-events.ts';

/**
 * The day after the latest of some days, `YYYY-MM-DD`.
 * @throws ContractError when there is none
 */
export function dayAfterLatest(days: ReadonlyArray<string | null>): string {
  const latest = days
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  if (latest === undefined)
    throw new ContractError('no table of the source holds a readable day; give --as-of YYYY-MM-DD');
  return new Date(Date.parse(latest) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * The default as-of of a source that no run has read yet: the day after the newest event in any of its logs.
 * @throws ContractError when a file cannot be read, or no log holds a readable day
 */
export async function dayAfterNewestEvent(
  session: DuckDBSession,
  tables: readonly FoundTable[],
  { timeZone }: ReadOptions,
): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-source-'));
  try {
    const directory = dirname(tables[0]?.path ?? '');
    const { newest } = await surveyEvents(session, { directory, tables }, { timeZone, scratch });
    return dayAfterLatest(Object.values(newest));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
