import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordOutcome } from '../../activities/record-outcome.ts';
import { insertRun, listRuns } from '../../platform/postgres/run-log.ts';
import { RUN_RESULT } from '../models/contracts/examples.ts';
import { startTestPostgres, type TestPostgres } from '../support/start-test-postgres.ts';
import { createServices } from '../support/step-harness.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());

it('writes how a run ended; repeating it changes nothing', async () => {
  const { database } = postgres;
  const run = { run_id: 'r1', workflow_id: 'w', pipeline: 'affiliate-expansion', dataset: 'shop' };
  await insertRun(database, { ...run, as_of: '2021-12-15', input: {} });
  const record = recordOutcome(createServices(makeTemporaryDirectory(), database));
  const ending = {
    runId: 'r1',
    workflowId: 'w',
    pipeline: 'affiliate-expansion',
    dataset: 'shop',
    asOf: '2021-12-15',
    input: {},
    state: 'finished',
    outcome: 'PUBLISHED',
    result: RUN_RESULT,
    error: null,
  } as const;
  await record(ending);
  await record(ending);
  expect(await listRuns(database, 2)).toEqual([
    expect.objectContaining({ run_id: 'r1', state: 'finished', outcome: 'PUBLISHED', result: RUN_RESULT }),
  ]);
});

it('lists a run that failed before its input was resolved', async () => {
  const record = recordOutcome(createServices(makeTemporaryDirectory(), postgres.database));
  const error = 'ContractError: the source is not there';
  await record({
    runId: 'r2',
    workflowId: 'affiliate-expansion/shop/2021-12-15',
    pipeline: 'affiliate-expansion',
    dataset: null,
    asOf: null,
    input: { source: '/nowhere' },
    state: 'failed',
    outcome: null,
    result: null,
    error,
  });
  expect(await listRuns(postgres.database, 1)).toEqual([
    expect.objectContaining({ run_id: 'r2', state: 'failed', dataset: null, as_of: null, error }),
  ]);
});
