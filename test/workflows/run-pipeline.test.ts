import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BegunReplay } from '../../activities/begin-replay.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import type { StepResult } from '../../models/contracts/step.ts';
import { planReplay } from '../../models/replay/plan-replay.ts';
import { dagOf, QUERIES, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

async function run(activities: StubActivities, input: object) {
  server.use(activities);
  const handle = await server.environment.client.workflow.start('affiliateExpansion', {
    taskQueue: TASK_QUEUE,
    workflowId: randomUUID(),
    args: [input],
  });
  return { handle, result: (await handle.result()) as RunResult };
}

it('replays a run: what comes before the step is its origin, the rest is done again under a new token', async () => {
  const results = new Map<string, StepResult>();
  const origin = new StubActivities();
  const answer = origin.answer.bind(origin);
  origin.answer = async (name, argument) => {
    const result = (await answer(name, argument)) as StepResult;
    if (result?.step !== undefined) results.set(result.step, result);
    return result;
  };
  const first = await run(origin, {});

  const dag = dagOf('affiliate-expansion');
  const { reused, rerun } = planReplay(dag, 'score-customers', {
    finished: true,
    recorded: new Set(results.keys()),
    damaged: new Set(),
  });
  const begun: BegunReplay = {
    input: {},
    recorded: Object.fromEntries(reused.map((step) => [step, results.get(step)!])),
    force: { token: 'replay 1', steps: rerun.map(({ step }) => step) },
  };
  const again = new StubActivities({}, { beginReplay: async () => begun });
  const { handle, result } = await run(again, { replay: { run: 'latest', from: 'score-customers' } });

  // Side by side, sinks are reached in any order.
  expect(again.calls.map(({ step }) => step).sort()).toEqual(rerun.map(({ step }) => step).sort());
  expect(new Set(again.calls.map(({ force }) => force))).toEqual(new Set(['replay 1']));
  const inputsOf = (activities: StubActivities) =>
    activities.calls.find(({ step }) => step === 'score-customers')?.inputs;
  expect(inputsOf(again)).toEqual(inputsOf(origin));
  expect(result).toMatchObject({ asOf: first.result.asOf, artifacts: first.result.artifacts });
  expect(await handle.query(QUERIES.dag)).toContain('| ↺ | fit-next-affiliate |');
});
