import { beforeEach, expect, it } from 'vitest';
import { beginStep, finishStep, insertRun } from '../../../platform/postgres/run-log.ts';
import {
  findKeyedStep,
  findKeyedStepBefore,
  listStepResults,
  medianStepMillis,
} from '../../../platform/postgres/step-results.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate runs, run_steps'));

const PARTS = { step: 'fit', code: 'c1', params: {}, libraries: {}, inputs: {} };

/** A run of one step, begun on a day of January. */
async function addRun(
  run_id: string,
  day: number,
  step: { seconds?: number; reused?: boolean; code?: string },
) {
  const { seconds = 1, reused = false, code = 'c1' } = step;
  const run = { run_id, workflow_id: `trial-conversion/gym/${day}`, pipeline: 'trial-conversion' };
  await insertRun(database, { ...run, dataset: 'gym', as_of: '2026-01-01', input: {} });
  await database.query(
    'update runs set started_at = make_timestamptz(2026, 1, $2, 0, 0, 0) where run_id = $1',
    [run_id, day],
  );
  const fit = { run_id, step: 'fit' };
  await beginStep(database, {
    ...fit,
    effect: 'pure',
    attempt: 1,
    key: `key of ${code}`,
    parts: { ...PARTS, code },
  });
  await finishStep(database, {
    ...fit,
    reused,
    rows: 3,
    peak_rss_mb: 1,
    artifacts: {},
    metrics: {},
    value: null,
  });
  await database.query(
    'update run_steps set ended_at = started_at + make_interval(secs => $2) where run_id = $1',
    [run_id, seconds],
  );
}

it('gives a step back as it answered, a value of null too', async () => {
  await addRun('r1', 1, {});
  expect(await listStepResults(database, 'r1')).toEqual([
    {
      effect: 'pure',
      result: {
        ...{ step: 'fit', key: 'key of c1', reused: true, rows: 3, millis: 0 },
        ...{ artifacts: {}, metrics: {}, value: null },
      },
    },
  ]);
});

it('leaves out what an older build recorded without its value', async () => {
  await addRun('r1', 1, {});
  await database.query('update run_steps set value = null');
  expect(await listStepResults(database, 'r1')).toEqual([]);
});

it('finds a key and the one of the run before', async () => {
  await addRun('r1', 1, { code: 'c1' });
  await addRun('r2', 2, { code: 'c2' });
  await addRun('r3', 3, { code: 'c3' });
  const step = { run_id: 'r2', step: 'fit' };
  expect(await findKeyedStep(database, step)).toMatchObject({ key: 'key of c2', parts: { code: 'c2' } });
  expect(await findKeyedStepBefore(database, step)).toMatchObject({ run_id: 'r1', parts: { code: 'c1' } });
  expect(await findKeyedStepBefore(database, { ...step, run_id: 'r1' })).toBeUndefined();
});

it('takes the median over the newest runs that did the step, and over those before one', async () => {
  await addRun('r1', 1, { seconds: 100 });
  await addRun('r2', 2, { seconds: 10 });
  await addRun('r3', 3, { seconds: 20 });
  await addRun('r4', 4, { seconds: 0, reused: true });
  await addRun('r5', 5, { seconds: 60 });
  const scope = { pipeline: 'trial-conversion', dataset: 'gym' };
  const median = async (options: { runs: number; before?: string }) =>
    Object.fromEntries(await medianStepMillis(database, scope, options));
  expect(await median({ runs: 4 })).toEqual({ fit: 20_000 });
  expect(await median({ runs: 9, before: 'r3' })).toEqual({ fit: 55_000 });
  expect(await medianStepMillis(database, { ...scope, dataset: null }, { runs: 9 })).toEqual(new Map());
});
