import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrderWorkflow, PublicationOrder } from '../../models/contracts/publication-order.ts';
import { DIRECT_PUBLICATION, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { type Replacement, StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const ORDER: PublicationOrder = {
  ...{ action: 'rollback', publication: `pub_${'a'.repeat(16)}` },
  ...{ actor: 'Kim', reason: 'wrong prices' },
};

async function direct(deliverPublication?: Replacement) {
  const activities = new StubActivities(deliverPublication === undefined ? {} : { deliverPublication });
  server.use(activities);
  const outcome = await server.environment.client.workflow.execute<OrderWorkflow>(DIRECT_PUBLICATION, {
    workflowId: `publication/shop/${randomUUID()}`,
    taskQueue: TASK_QUEUE,
    args: [ORDER],
  });
  return { outcome, calls: activities.calls };
}

it('moves the pointer, then lets every sink follow it', async () => {
  const { outcome, calls } = await direct();
  expect(outcome).toMatchObject({ publicationId: 'pub_1', version: 3, outcome: 'PUBLISHED' });
  expect(calls.map(({ step, dataset, effect }) => [step, dataset, effect]).sort()).toEqual([
    ['deliver-files', 'shop', 'external'],
    ['deliver-postgres', 'shop', 'external'],
    ['deliver-webhook', 'shop', 'external'],
  ]);
});

it('leaves the others done where one sink fails, and says why', async () => {
  const { outcome } = await direct(({ step }, answer) => {
    if (step === 'deliver-files') throw ApplicationFailure.nonRetryable('no space left on device', 'Error');
    return answer;
  });
  expect(outcome).toMatchObject({
    outcome: 'PARTIAL',
    sinks: [
      { sink: 'postgres', state: 'delivered' },
      { sink: 'files', state: 'failed', error: 'Error: no space left on device' },
      { sink: 'crm', state: 'delivered' },
    ],
  });
});
