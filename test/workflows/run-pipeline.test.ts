import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BegunReplay } from '../../activities/begin-replay.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import type { StepCall, StepResult } from '../../models/contracts/step.ts';
import { planReplay } from '../../models/replay/plan-replay.ts';
import { dagOf, QUERIES, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { type Replacement, StubActivities } from './stub-activities.ts';

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

/** Fails a step so often because this input of it is not what was made. */
function damage(input: string, times: number): Replacement {
  let left = times;
  return ({ inputs }: StepCall, answer) => {
    if (left-- <= 0) return answer;
    const { uri } = inputs[input]!;
    throw ApplicationFailure.nonRetryable(
      `input ${input}: its file has changed`,
      'CorruptArtifactError',
      uri,
    );
  };
}

it('makes again what a step found damaged, and goes on', async () => {
  const activities = new StubActivities({ scoreCustomers: damage('serving', 1) });
  const { result } = await run(activities, {});
  expect(result.outcome).toBe('PUBLISHED');
  const done = activities.calls.map(({ step }) => step);
  expect(done.filter((step) => ['export-features', 'score-customers'].includes(step))).toEqual([
    ...['export-features', 'score-customers'],
    ...['export-features', 'score-customers'],
  ]);
  const [first, second] = activities.calls.filter(({ step }) => step === 'export-features');
  expect(second).toEqual(first);
});

it('ends by what is damaged each time, and says what', async () => {
  const activities = new StubActivities({ scoreCustomers: damage('serving', 9) });
  await expect(run(activities, {})).rejects.toThrow();
  expect(activities.endings[0]?.error).toBe('CorruptArtifactError: input serving: its file has changed');
  expect(activities.calls.filter(({ step }) => step === 'export-features')).toHaveLength(4);
});
