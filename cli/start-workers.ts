import { join } from 'node:path';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import { createJourneyActivities } from '../activities/journeys/index.ts';
import { LEAST_CACHED_JOURNEYS } from '../platform/config.ts';
import type { StepServices } from '../platform/steps/services.ts';
import { BUNDLE_CACHE, bundleWorkflows } from '../platform/temporal/bundle-workflows.ts';
import { connectionOptions } from '../platform/temporal/connection-options.ts';
import { registerSearchAttributes } from '../platform/temporal/search-attributes.ts';
import { JOURNEY, queueOf, type StepQueue, TASK_QUEUE, WORKFLOW_MODULES } from '../workflows/steps.ts';

/** What a worker process may be asked to do. */
export const WORKER_ROLES = ['all', 'sql', 'train', 'publish', 'journey'] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

/** Runs kept in memory, each about half a megabyte: whoever waits need not be. */
const MOST_CACHED = 200;

/** What was meant for a worker that is gone waits so long before another may have it. */
const STICKY_PATIENCE = '3 seconds';

/** Journeys run on workers of their own, and their calls within them: those that are due together are decided on together. */
const JOURNEYS = {
  maxConcurrentWorkflowTaskExecutions: LEAST_CACHED_JOURNEYS,
  maxConcurrentLocalActivityExecutions: 200,
  enableNonLocalActivities: false,
} as const satisfies Partial<WorkerOptions>;

/** How long activities in flight may take to finish when the worker is told to stop. */
const SHUTDOWN_GRACE = '5 seconds';

/** Workers of one process, polling until they are shut down. */
export interface RunningWorkers {
  /** Settles when all have stopped; rejects with the first that failed. */
  done: Promise<void>;
  /** @throws where Temporal does not answer, or one of them polls no longer */
  check(): Promise<void>;
  shutdown(): void;
}

/** Connect, register the search attributes, and poll the queues of a role. */
export async function startWorkers(
  role: WorkerRole,
  services: StepServices,
  address: string,
): Promise<RunningWorkers> {
  const { config } = services;
  // A worker of journeys does nothing else, and starts the sooner after one that was killed.
  const hasRuns = role !== 'journey';
  const connection = await NativeConnection.connect(connectionOptions(config, address));
  await registerSearchAttributes(connection, config.temporal.namespace);
  const shared = {
    connection,
    namespace: config.temporal.namespace,
    shutdownGraceTime: SHUTDOWN_GRACE,
    // A cancellation reaches a step with its heartbeat, which the SDK would otherwise hold back for 12 s.
    maxHeartbeatThrottleInterval: '2 seconds',
    stickyQueueScheduleToStartTimeout: STICKY_PATIENCE,
  } as const;
  const activities = hasRuns ? await createRunActivities(services) : {};
  const concurrency: Record<StepQueue, number> = config.concurrency;
  const queues = (Object.keys(concurrency) as StepQueue[]).filter(
    (queue) => role === 'all' || role === queue,
  );
  const bundles = await bundleWorkflows(WORKFLOW_MODULES, [BUNDLE_CACHE, join(config.stateDir, 'bundles')]);
  const workers = await Promise.all([
    ...(hasRuns
      ? [
          Worker.create({
            ...shared,
            taskQueue: TASK_QUEUE,
            workflowBundle: bundles.runs,
            maxCachedWorkflows: MOST_CACHED,
          }),
        ]
      : []),
    ...queues.map((queue) =>
      Worker.create({
        ...shared,
        taskQueue: queueOf(queue),
        activities,
        maxConcurrentActivityTaskExecutions: concurrency[queue],
      }),
    ),
    ...(role === 'all' || role === 'journey'
      ? [
          Worker.create({
            ...shared,
            taskQueue: JOURNEY.taskQueue,
            workflowBundle: bundles.journeys,
            activities: createJourneyActivities(services),
            ...JOURNEYS,
            maxCachedWorkflows: config.cachedJourneys,
          }),
        ]
      : []),
  ]);
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const running = workers.map((worker) =>
    worker.run().catch((error: unknown) => {
      // One broken worker would leave its queue without anybody: stop them all.
      shutdown();
      throw error;
    }),
  );
  const check = async () => {
    const idle = workers.find((worker) => worker.getState() !== 'RUNNING');
    if (idle !== undefined) throw new Error(`a worker is ${idle.getState()} (expected RUNNING)`);
    await connection.workflowService.getSystemInfo({});
  };
  return { done: Promise.all(running).then(() => connection.close()), check, shutdown };
}

/** Loaded for those who do steps: they bring 25 MB with them. */
async function createRunActivities(services: StepServices): Promise<Activities> {
  const { createActivities } = await import('../activities/index.ts');
  const activities = createActivities(services);
  // Beside the bundling, on another core: the first run would wait for it. Who needs a version that fails is told why.
  activities.describeCode().catch(() => {});
  return activities;
}
