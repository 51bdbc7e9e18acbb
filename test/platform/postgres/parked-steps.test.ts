import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Parking, recordParking } from '../../../activities/record-parking.ts';
import { recordStepDecision } from '../../../activities/record-step-decision.ts';
import type { StepAction } from '../../../models/contracts/step-decision.ts';
import { listStepDecisions } from '../../../platform/postgres/parked-steps.ts';
import { beginStep, failStep, findRun, insertRun, listSteps } from '../../../platform/postgres/run-log.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.database.query('truncate runs, run_steps, step_decisions'));

const FIT = { run_id: 'r1', step: 'fit', effect: 'pure', attempt: 5 } as const;
const services = () => createServices(makeTemporaryDirectory(), postgres.database);
const readStep = async () => (await listSteps(postgres.database, 'r1'))[0];
const PARKING: Parking = {
  run: {
    ...{ runId: 'r1', workflowId: 'w1', pipeline: 'affiliate-expansion', input: { dataset: 'shop' } },
    ...{ dataset: 'shop', asOf: null },
  },
  ...{ step: 'fit', effect: 'pure', error: 'Error: out of memory', until: '2022-01-01T00:00:00.000Z' },
};
const decide = (action: StepAction) =>
  recordStepDecision(services())({ runId: 'r1', step: 'fit', action, actor: 'Kim', reason: 'seen' });

it('keeps until when a failed step waits, and its attempts', async () => {
  await failStep(postgres.database, { ...FIT, error: 'out of memory' });
  const park = recordParking(services());
  await park(PARKING);
  await park(PARKING);
  expect(await readStep()).toMatchObject({
    ...{ state: 'parked', error: 'Error: out of memory', attempt: 5 },
    parked_until: new Date(PARKING.until),
  });
});

it.each([
  ['retry', 'parked'],
  ['skip', 'skipped'],
  ['abort', 'failed'],
] as const)('records who decided to %s, and why; the step is then %s', async (action, state) => {
  await failStep(postgres.database, { ...FIT, error: 'no' });
  await recordParking(services())(PARKING);
  await decide(action);
  expect(await readStep()).toMatchObject({ state, parked_until: null });
  expect(await listStepDecisions(postgres.database, 'r1')).toEqual([
    expect.objectContaining({ step: 'fit', action, actor: 'Kim', reason: 'seen' }),
  ]);
});

it('lets a run be found whose very first step waits, and adds later what it did not know', async () => {
  await recordParking(services())(PARKING);
  const known = { workflow_id: 'w1', pipeline: 'affiliate-expansion', input: {} };
  expect(await findRun(postgres.database, 'latest')).toMatchObject({ dataset: 'shop', as_of: null });
  await insertRun(postgres.database, { run_id: 'r1', ...known, dataset: 'store', as_of: '2021-12-15' });
  expect(await findRun(postgres.database, 'r1')).toMatchObject({ dataset: 'shop', as_of: '2021-12-15' });
});

it('is running again with the next attempt', async () => {
  await failStep(postgres.database, { ...FIT, error: 'no' });
  await decide('retry');
  await beginStep(postgres.database, { ...FIT, attempt: 1, key: 'k2' });
  expect(await readStep()).toMatchObject({ state: 'running', error: null, parked_until: null });
});
