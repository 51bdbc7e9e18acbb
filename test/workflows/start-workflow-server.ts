import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { readNativeParts } from '../../platform/native.ts';
import { BUNDLE_CACHE, bundleWorkflows } from '../../platform/temporal/bundle-workflows.ts';
import { registerSearchAttributes } from '../../platform/temporal/search-attributes.ts';
import { JOURNEY, queueOf, type StepQueue, TASK_QUEUE, WORKFLOW_MODULES } from '../../workflows/steps.ts';
import { ACTIVITY_NAMES, type StubActivities } from './stub-activities.ts';

const ROLES: readonly StepQueue[] = ['sql', 'train', 'publish'];

/** A Temporal server with workers that run the real workflows on stub activities. */
export interface WorkflowServer {
  environment: TestWorkflowEnvironment;
  /** The activities of the runs that follow. */
  use(activities: StubActivities): void;
  /** Let one more worker poll a task queue of journeys. */
  poll(taskQueue: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Start a Temporal server of our own; stop it in `afterAll`.
 * @param uiPort where it serves the Temporal UI; none without it
 */
export async function startWorkflowServer({ uiPort }: { uiPort?: number } = {}): Promise<WorkflowServer> {
  const { temporal } = readNativeParts();
  if (!temporal.ok) throw new Error(`no Temporal to test with: ${temporal.reason}. ${temporal.fix}`);
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: temporal.path },
      ...(uiPort !== undefined && { ui: true, uiPort }),
    },
  });
  try {
    await registerSearchAttributes(environment.connection, 'default');
    const { runs, journeys } = await bundleWorkflows(WORKFLOW_MODULES, [BUNDLE_CACHE]);
    let current: StubActivities | undefined;
    const activities = Object.fromEntries(
      ACTIVITY_NAMES.map((name) => [name, (argument: unknown) => current?.answer(name, argument)]),
    );
    const { nativeConnection: connection } = environment;
    const workers: Worker[] = await Promise.all([
      Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle: runs }),
      Worker.create({ connection, taskQueue: JOURNEY.taskQueue, workflowBundle: journeys, activities }),
      ...ROLES.map((role) => Worker.create({ connection, taskQueue: queueOf(role), activities })),
    ]);
    const running = workers.map((worker) => worker.run());
    return {
      environment,
      use: (stubs) => {
        current = stubs;
      },
      async poll(taskQueue) {
        const worker = await Worker.create({ connection, taskQueue, workflowBundle: journeys, activities });
        workers.push(worker);
        running.push(worker.run());
      },
      async stop() {
        for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
        await Promise.all(running).finally(() => environment.teardown());
      },
    };
  } catch (error) {
    await environment.teardown();
    throw error;
  }
}
