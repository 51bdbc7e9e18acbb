import { expect, it } from 'vitest';
import { insertRun } from '../../../platform/postgres/run-log.ts';
import { findUsualTimes } from '../../../platform/postgres/usual-times.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';

const database = await openTestDatabase();
const SCOPE = { pipeline: 'affiliate-expansion', dataset: 'shop' };

/** A run whose step `fit` took this long, that many hours after the first. */
async function run(run_id: string, hours: number, seconds: number, change: object = {}) {
  const scope = { ...SCOPE, ...change };
  await insertRun(database, { ...scope, run_id, workflow_id: run_id, as_of: null, input: {} });
  const startedAt = new Date(Date.UTC(2026, 10, 20) + hours * 3_600_000);
  await database.query('update runs set started_at = $2 where run_id = $1', [run_id, startedAt]);
  const { state = 'done', reused = false } = change as { state?: string; reused?: boolean };
  await database.query(
    `insert into run_steps (run_id, step, state, effect, attempt, reused, started_at, ended_at)
     values ($1, 'fit', $2, 'pure', 1, $3, $4, $4::timestamptz + make_interval(secs => $5))`,
    [run_id, state, reused, startedAt, seconds],
  );
}

it('is the median of earlier runs of the same pipeline and dataset that did the step anew', async () => {
  await run('r1', 1, 10);
  await run('r2', 2, 30);
  await run('r3', 3, 11);
  await run('reused', 4, 500, { reused: true });
  await run('failed', 5, 500, { state: 'failed' });
  await run('other', 6, 500, { dataset: 'york' });
  await run('this', 7, 500);
  await run('later', 8, 500);
  expect(await findUsualTimes(database, { ...SCOPE, run_id: 'this' })).toEqual(new Map([['fit', 11_000]]));
  expect(await findUsualTimes(database, { ...SCOPE, run_id: 'r1' })).toEqual(new Map());
});
