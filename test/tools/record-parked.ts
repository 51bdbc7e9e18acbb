// Renews test/histories/parked-run.json: a run whose source cannot be read, and which waits for a person.
// Such a run may wait while the code changes. The workflow is the real one; what it calls are stubs.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { PROJECT_ROOT } from '../../platform/config.ts';
import type { PlannedStep } from '../../workflows/dag.ts';
import { DECIDE, QUERIES, TASK_QUEUE, WORKFLOW_TYPES } from '../../workflows/steps.ts';
import { PARKED_HISTORY, writeHistory } from '../support/history-file.ts';
import { startWorkflowServer } from '../workflows/start-workflow-server.ts';
import { StubActivities } from '../workflows/stub-activities.ts';

const LOOK_MILLIS = 20;

const server = await startWorkflowServer();
try {
  const activities = new StubActivities({
    ingestSource: () => {
      throw ApplicationFailure.nonRetryable('there is no file of purchases', 'ContractError');
    },
  });
  server.use(activities);
  const handle = await server.environment.client.workflow.start(WORKFLOW_TYPES['affiliate-expansion'], {
    workflowId: 'affiliate-expansion/shop/2022-01-01',
    taskQueue: TASK_QUEUE,
    args: [{ onFailure: 'park', parkUntil: '2099-01-01T00:00:00Z' }],
  });
  // A replay compares what the workflow did with what came next: it parks, is told to try again, and parks once more.
  const untilParked = async (times: number) => {
    while (activities.parkings.length < times) await delay(LOOK_MILLIS);
    const isParked = async () =>
      (await handle.query<PlannedStep[]>(QUERIES.plan)).some(({ state }) => state === 'parked');
    while (!(await isParked())) await delay(LOOK_MILLIS);
  };
  await untilParked(1);
  await handle.executeUpdate(DECIDE, {
    args: [{ action: 'retry', actor: 'Kim', reason: 'fixed the source' }],
  });
  await untilParked(2);
  writeHistory(join(PROJECT_ROOT, PARKED_HISTORY), await handle.fetchHistory());
  await handle.terminate('recorded');
  console.log(PARKED_HISTORY);
} finally {
  await server.stop();
}
