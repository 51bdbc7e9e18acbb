// Renews test/histories/nightly.json: a night that runs both pipelines. The workflow is the real one; what it calls are stubs.
import { join } from 'node:path';
import type { NightPlan } from '../../models/contracts/night.ts';
import { BUSINESS_CASES } from '../../models/contracts/pipeline.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { SCHEDULED } from '../../workflows/steps.ts';
import { NIGHT_HISTORY, writeHistory } from '../support/history-file.ts';
import { startWorkflowServer } from '../workflows/start-workflow-server.ts';
import { StubActivities } from '../workflows/stub-activities.ts';

const DATE = '2022-01-01';
const PLAN: NightPlan = {
  date: DATE,
  runs: BUSINESS_CASES.map((pipeline) => ({
    ...{ pipeline, dataset: 'shop', workflowId: `nightly/${DATE}/${pipeline}` },
    input: { dataset: 'shop', asOf: DATE, onFailure: 'park', parkUntil: '2099-01-01T00:00:00.000Z' },
  })),
};

const server = await startWorkflowServer();
try {
  server.use(new StubActivities({}, { planNight: async () => PLAN }));
  const handle = await server.environment.client.workflow.start(SCHEDULED.nightly, {
    ...{ workflowId: 'nightly/all', taskQueue: SCHEDULED.taskQueue, args: [] },
  });
  await handle.result();
  writeHistory(join(PROJECT_ROOT, NIGHT_HISTORY), await handle.fetchHistory());
  console.log(NIGHT_HISTORY);
} finally {
  await server.stop();
}
