import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson, digestText } from '../../models/artifact-key.ts';
import type {
  ReleaseAnswer,
  ReleaseDecision,
  ReleaseOutcome,
  ReleaseWorkflow,
} from '../../models/contracts/release-decision.ts';
import type { RunContext } from '../../models/contracts/run.ts';
import { RELEASE, TASK_QUEUE } from '../../workflows/steps.ts';
import { RUN_CONTEXT } from '../models/contracts/examples.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const APPROVAL: ReleaseDecision = {
  ...{ action: 'approve', model: `mdl_${'a'.repeat(16)}`, until: '2022-01-15' },
  ...{ actor: 'Kim', reason: 'seen and understood' },
};

/** Start the workflow with a decision, as the command line does. */
async function decide(activities: StubActivities, decision = APPROVAL) {
  server.use(activities);
  const { client } = server.environment;
  const start = new WithStartWorkflowOperation<ReleaseWorkflow>(RELEASE.type, {
    workflowId: `release/shop/affiliate-expansion/${randomUUID()}`,
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TASK_QUEUE,
    args: [],
  });
  const answer = client.workflow.executeUpdateWithStart<ReleaseWorkflow, ReleaseOutcome, [ReleaseDecision]>(
    RELEASE.update,
    {
      args: [decision],
      startWorkflowOperation: start,
    },
  );
  return { answer, handle: await start.workflowHandle() };
}
const publishing = (workflowId: string): ReleaseAnswer => ({
  champion: 4,
  publish: {
    pipeline: 'affiliate-expansion',
    workflowId,
    input: { dataset: 'shop', asOf: RUN_CONTEXT.asOf },
  },
});

it('carries a decision out, starts the run that publishes by it, and ends; the run goes on', async () => {
  const workflowId = `affiliate-expansion/shop/${randomUUID()}`;
  const activities = new StubActivities({}, { decideModel: async () => publishing(workflowId) });
  const { answer, handle } = await decide(activities);
  const outcome = await answer;
  expect(outcome).toEqual({ champion: 4, run: { workflowId, runId: expect.any(String) } });
  expect(await handle.result()).toEqual(outcome);
  const run = server.environment.client.workflow.getHandle(workflowId);
  expect(await run.result()).toMatchObject({ outcome: 'PUBLISHED' });
  const input = { dataset: 'shop', asOf: RUN_CONTEXT.asOf };
  expect((await run.describe()).memo).toMatchObject({ inputDigest: digestText(canonicalJson(input)) });
  const [resolve] = activities.calls;
  expect((resolve!.params as { input: Partial<RunContext> }).input).toEqual({
    dataset: 'shop',
    asOf: RUN_CONTEXT.asOf,
  });
});

it.each(['approve', 'refuse', 'rollback'] as const)(
  'takes %s as an update of its own, as a form sends it',
  async (action) => {
    const sent: unknown[] = [];
    const activities = new StubActivities(
      {},
      {
        decideModel: async (decision) => {
          sent.push(decision);
          return { champion: null, publish: null };
        },
      },
    );
    server.use(activities);
    const handle = await server.environment.client.workflow.start<ReleaseWorkflow>(RELEASE.type, {
      ...{ workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] },
    });
    const words = { model: APPROVAL.model, actor: 'Kim', reason: 'seen' };
    expect(await handle.executeUpdate(action, { args: [words] })).toEqual({ champion: null, run: null });
    expect(sent).toEqual([{ ...words, action }]);
    await handle.result();
  },
);

it('starts nothing after a refusal', async () => {
  const activities = new StubActivities(
    {},
    { decideModel: async () => ({ champion: null, publish: null }) satisfies ReleaseAnswer },
  );
  const { answer } = await decide(activities, { ...APPROVAL, action: 'refuse' } as never);
  expect(await answer).toEqual({ champion: null, run: null });
  expect(activities.calls).toEqual([]);
});

it('answers what cannot be done to whoever asked, and ends', async () => {
  const activities = new StubActivities(
    {},
    {
      decideModel: async () => {
        throw ApplicationFailure.nonRetryable('mdl_a is PROMOTED', 'UsageError');
      },
    },
  );
  const { answer, handle } = await decide(activities);
  await expect(answer).rejects.toBeInstanceOf(WorkflowUpdateFailedError);
  expect(await handle.result()).toBeNull();
});
