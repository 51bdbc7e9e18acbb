import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../duckdb/session.ts';
import { checkSource } from './check-source.ts';
import { DEFAULT_TIME_ZONE } from './default-source.ts';
import type { FoundTable } from './found-table.ts';
import type { SourceProblem } from './source-problem.ts';

/** Everything that is wrong with some tables; for whoever found a first fault and is about to say so. */
export async function listProblems(tables: readonly FoundTable[]): Promise<SourceProblem[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-source-'));
  const session = await openSession({ memoryLimitMb: 1024, threads: 2, scratchDir: scratch });
  try {
    const { problems } = await checkSource(session, tables, { timeZone: DEFAULT_TIME_ZONE, scratch });
    return problems;
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
