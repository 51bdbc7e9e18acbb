import { Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startWorkers, type WorkerRole } from '../../cli/start-workers.ts';
import { parseConfig } from '../../platform/config.ts';
import { JOURNEY, queueOf, TASK_QUEUE } from '../../workflows/steps.ts';
import { createServices } from '../support/step-harness.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflows/start-workflow-server.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

/** What the workers of a role poll, how many workflows each keeps in memory, and what it can do. */
async function listWorkers(role: WorkerRole) {
  const create = vi.spyOn(Worker, 'create');
  const config = parseConfig({ CROSSLIFT_STATE: '/nowhere', CROSSLIFT_CACHED_JOURNEYS: '321' });
  const services = { ...createServices('/nowhere'), config };
  const workers = await startWorkers(role, services, server.environment.address);
  workers.shutdown();
  await workers.done;
  return create.mock.calls.map(([{ taskQueue, maxCachedWorkflows, activities = {} }]) => ({
    ...{ taskQueue, maxCachedWorkflows },
    activities: Object.keys(activities),
  }));
}

const JOURNEYS = {
  ...{ taskQueue: JOURNEY.taskQueue, maxCachedWorkflows: 321 },
  activities: ['openJourney', 'decideMessage', 'closeJourney'],
};

it('a worker of journeys does nothing else, and keeps as many of them in memory as it is told', async () => {
  expect(await listWorkers('journey')).toEqual([JOURNEYS]);
});

it('a worker of all roles polls every queue, each with what belongs there', async () => {
  const workers = await listWorkers('all');
  expect(workers.map(({ taskQueue }) => taskQueue)).toEqual([
    TASK_QUEUE,
    ...(['sql', 'train', 'publish'] as const).map(queueOf),
    JOURNEY.taskQueue,
  ]);
  expect(workers.at(-1)).toEqual(JOURNEYS);
  expect(workers[1]!.activities).toContain('buildTrialTables');
});
