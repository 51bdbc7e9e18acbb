// Renews test/histories/release.json: a person approves of a model, and the run that publishes by it is started. The
// workflow is the real one; what it calls are stubs, since a history has nothing of them but what they answered.
import { join } from 'node:path';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type {
  ReleaseDecision,
  ReleaseOutcome,
  ReleaseWorkflow,
} from '../../models/contracts/release-decision.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { RELEASE, TASK_QUEUE } from '../../workflows/steps.ts';
import { writeHistory } from '../support/history-file.ts';
import { startWorkflowServer } from '../workflows/start-workflow-server.ts';
import { StubActivities } from '../workflows/stub-activities.ts';

const MODEL = `mdl_${'a'.repeat(16)}`;
const RUN = 'affiliate-expansion/shop/2021-12-15';
const APPROVAL: ReleaseDecision = {
  ...{ action: 'approve', model: MODEL, until: '2099-01-15', actor: 'Kim', reason: 'seen and understood' },
};

const server = await startWorkflowServer();
try {
  const input = { dataset: 'shop', asOf: '2021-12-15' };
  const publish = { pipeline: 'affiliate-expansion', workflowId: RUN, input } as const;
  server.use(new StubActivities({}, { decideModel: async () => ({ champion: 4, publish }) }));
  const { client } = server.environment;
  const startWorkflowOperation = new WithStartWorkflowOperation<ReleaseWorkflow>(RELEASE.type, {
    workflowId: `release/shop/affiliate-expansion/${MODEL}`,
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TASK_QUEUE,
    args: [],
  });
  const outcome = await client.workflow.executeUpdateWithStart<
    ReleaseWorkflow,
    ReleaseOutcome,
    [ReleaseDecision]
  >(RELEASE.update, { args: [APPROVAL], startWorkflowOperation });
  const handle = await startWorkflowOperation.workflowHandle();
  await handle.result();
  await client.workflow.getHandle(RUN).result();
  const file = `test/histories/${RELEASE.type}.json`;
  writeHistory(join(PROJECT_ROOT, file), await handle.fetchHistory());
  console.log(`champion ${outcome.champion}: ${file}`);
} finally {
  await server.stop();
}
