import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../platform/postgres/database.ts';

/** Short beside the shortest step. */
const PAUSE_MILLIS = 5;

/** Waits until a run that began after the call is in the middle of a step. */
export async function untilRunning(database: Database, step: string): Promise<void> {
  const { rows: known } = await database.query<{ run_id: string }>('select run_id from run_steps');
  for (;;) {
    const { rowCount } = await database.query(
      `select from run_steps where step = $1 and state = 'running' and run_id <> all ($2)`,
      [step, known.map(({ run_id }) => run_id)],
    );
    if (rowCount === 1) return;
    await delay(PAUSE_MILLIS);
  }
}
