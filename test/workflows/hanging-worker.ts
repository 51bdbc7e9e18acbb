// A worker of journeys that says so when it is asked about a message, and never answers: made to be killed.
// Arguments: address of the server, task queue.
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { JourneyPlan } from '../../models/journeys/plan.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { dieWithParent } from '../../platform/processes/die-with-parent.ts';
import { WORKFLOW_MODULES } from '../../workflows/steps.ts';
import { PLAN } from '../models/journeys/sketch-journey.ts';

dieWithParent();
const [address, taskQueue] = process.argv.slice(2);
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: address! }),
  taskQueue: taskQueue!,
  workflowsPath: join(PROJECT_ROOT, WORKFLOW_MODULES.journeys.path),
  activities: {
    openJourney: async ({ registeredAt }: Pick<JourneyPlan, 'registeredAt'>) => ({ ...PLAN, registeredAt }),
    decideMessage: () => {
      process.stdout.write('asked\n');
      return new Promise(() => {});
    },
  },
});
await worker.run();
