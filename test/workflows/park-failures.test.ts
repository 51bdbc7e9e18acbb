import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepActivityName } from '../../activities/index.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import type { StepDecision } from '../../models/contracts/step-decision.ts';
import type { PlannedStep } from '../../workflows/dag.ts';
import { describeParked } from '../../workflows/park-failures.ts';
import { DECIDE, QUERIES, STEPS, TASK_QUEUE } from '../../workflows/steps.ts';
import { RUN_CONTEXT } from '../models/contracts/examples.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { type Replacement, StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const WHO = { actor: 'Kim', reason: 'mended' };
const broken = (type = 'TypeError') => {
  throw ApplicationFailure.nonRetryable('x is not a function', type);
};
/** Stubs of which one step fails until it is mended. */
function breakable(activity: StepActivityName) {
  const state = { isBroken: true };
  const activities = new StubActivities(
    { [activity]: (_: unknown, answer: never) => (state.isBroken ? broken() : answer) },
    { tellChanges: async () => ({ cards: ['shop: parked, safe until morning'], undelivered: 0 }) },
  );
  return { activities, state };
}
async function start(activities: StubActivities, input: RunInput = { onFailure: 'park' }) {
  server.use(activities);
  return server.environment.client.workflow.start('affiliateExpansion', {
    taskQueue: TASK_QUEUE,
    workflowId: randomUUID(),
    args: [input],
  });
}
const readPlan = (handle: WorkflowHandle) => handle.query<PlannedStep[]>(QUERIES.plan);
async function untilParked(handle: WorkflowHandle, ...steps: string[]): Promise<void> {
  const parked = async () =>
    (await readPlan(handle)).filter(({ state }) => state === 'parked').map(({ step }) => step);
  while ((await parked()).join() !== steps.join()) await delay(20);
}
const decide = (handle: WorkflowHandle, decision: unknown) =>
  handle.executeUpdate(DECIDE, { args: [decision as StepDecision] });

describe('a step that used up its retries', () => {
  it('waits, is tried again with what is there then, and the run ends as if nothing had happened', async () => {
    const { activities, state } = breakable('planAffiliateStrategies');
    const handle = await start(activities);
    await untilParked(handle, 'plan-strategies');
    expect(activities.parkings).toEqual([
      expect.objectContaining({ step: 'plan-strategies', error: 'TypeError: x is not a function' }),
    ]);
    expect(await handle.query(QUERIES.dag)).toContain('**plan-strategies waits for a decision** until');
    const readCard = async () => /shop: .*/.exec(await handle.query<string>(QUERIES.dag))?.[0];
    while ((await readCard()) === undefined) await delay(20);
    expect(await readCard()).toBe('shop: parked, safe until morning');
    expect(activities.told).toEqual([{ pipeline: 'affiliate-expansion', dataset: RUN_CONTEXT.dataset }]);
    expect((await handle.describe()).searchAttributes).toMatchObject({ CrossliftOutcome: ['PARKED'] });

    state.isBroken = false;
    expect(await decide(handle, { action: 'retry', ...WHO })).toEqual({
      step: 'plan-strategies',
      action: 'retry',
    });
    expect(await handle.result()).toMatchObject({ outcome: 'PUBLISHED' });
    expect(activities.decisions).toMatchObject([{ step: 'plan-strategies', action: 'retry', ...WHO }]);
    expect(await handle.query(QUERIES.dag)).not.toContain('waits for a decision**');
    expect(activities.calls.filter(({ step }) => step === 'plan-strategies')).toHaveLength(2);
  });

  it.each(STEPS['affiliate-expansion'].filter(({ skippable }) => skippable))(
    'may be skipped where the DAG allows it: $name',
    async ({ name, activity }) => {
      const { activities } = breakable(activity);
      const handle = await start(activities);
      await untilParked(handle, name);
      await decide(handle, { action: 'skip', ...WHO });
      expect(await handle.result()).toMatchObject({ outcome: 'PUBLISHED' });
      expect((await readPlan(handle)).find(({ step }) => step === name)?.state).toBe('skipped');
    },
  );

  it('ends the run when somebody says so', async () => {
    const { activities } = breakable('planAffiliateStrategies');
    const handle = await start(activities);
    await untilParked(handle, 'plan-strategies');
    await decide(handle, { action: 'abort', ...WHO });
    await expect(handle.result()).rejects.toThrow();
    expect(activities.endings).toMatchObject([{ state: 'failed', error: 'TypeError: x is not a function' }]);
  });

  it('gives up when nobody decided in time', async () => {
    const { activities } = breakable('planAffiliateStrategies');
    const handle = await start(activities, { onFailure: 'park', parkUntil: '2022-01-01T00:00:00Z' });
    await expect(handle.result()).rejects.toThrow();
    expect(activities.endings[0]?.error).toBe(
      'TypeError: x is not a function; step plan-strategies waited until 2022-01-01T00:00:00.000Z, and nobody decided about it',
    );
  });

  it('may wait beside another one, each for a decision of its own', async () => {
    const state = { isBroken: true };
    const fail: Replacement = (_, answer) => (state.isBroken ? broken() : answer);
    const activities = new StubActivities({ segmentCustomers: fail, estimateLifetimeValue: fail });
    const handle = await start(activities);
    await untilParked(handle, 'segment-customers', 'estimate-lifetime-value');
    await expect(decide(handle, { action: 'retry', ...WHO })).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/^several steps are waiting: say which by "step"/) },
    });
    state.isBroken = false;
    await decide(handle, { action: 'retry', step: 'estimate-lifetime-value', ...WHO });
    await untilParked(handle, 'segment-customers');
    await decide(handle, { action: 'retry', ...WHO });
    expect(await handle.result()).toMatchObject({ outcome: 'PUBLISHED' });
  });
});

describe('a run', () => {
  it('fails at once where nobody asked it to wait', async () => {
    const { activities } = breakable('planAffiliateStrategies');
    await expect((await start(activities, {})).result()).rejects.toThrow();
    expect(activities.parkings).toEqual([]);
  });

  it('goes on without a sink that is down: its delivery can be resumed, and nobody has to decide', async () => {
    const activities = new StubActivities({ deliverPublication: () => broken() });
    expect(await (await start(activities)).result()).toMatchObject({ outcome: 'PARTIAL' });
    expect(activities.parkings).toEqual([]);
  });

  it('fails at once where its input is wrong: no decision mends that', async () => {
    const activities = new StubActivities({ resolveInput: () => broken('UsageError') });
    await expect((await start(activities)).result()).rejects.toThrow();
    expect(activities.parkings).toEqual([]);
  });

  it('says what cannot be decided, and goes on waiting', async () => {
    const { activities, state } = breakable('planAffiliateStrategies');
    const handle = await start(activities);
    await untilParked(handle, 'plan-strategies');
    const refused: [unknown, string][] = [
      [null, 'invalid actor: undefined (expected a text'],
      [{ action: 'retry', actor: 'Kim', reason: ' ' }, 'invalid reason: " " (expected a text'],
      [{ action: 'again', ...WHO }, 'invalid action: "again" (expected retry, skip, abort)'],
      [{ action: 'skip', ...WHO }, 'step plan-strategies cannot be skipped'],
      [{ action: 'retry', step: 'fit', ...WHO }, 'step fit is not waiting (plan-strategies is)'],
    ];
    for (const [decision, text] of refused) {
      const error = await decide(handle, decision).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
      expect(String((error as WorkflowUpdateFailedError).cause)).toContain(text);
    }
    expect(activities.decisions).toEqual([]);
    state.isBroken = false;
    await decide(handle, { action: 'retry', ...WHO });
    await handle.result();
  });

  it('answers what it has measured and what is still to come', async () => {
    const { activities, state } = breakable('stagePublication');
    const handle = await start(activities);
    await untilParked(handle, 'stage-publication');
    expect(await handle.query(QUERIES.metrics)).toMatchObject({
      'plan-strategies': { of: 'plan-strategies' },
    });
    const plan = await readPlan(handle);
    expect(plan.map(({ step }) => step)).toEqual(STEPS['affiliate-expansion'].map(({ name }) => name));
    expect(plan.at(-1)).toMatchObject({ step: 'write-report', state: 'to come', skippable: true });
    state.isBroken = false;
    await decide(handle, { action: 'retry', ...WHO });
    await handle.result();
  });
});

it('describes what to send, and only what would be taken', () => {
  const step = { name: 'fit', skippable: false, error: 'TypeError: no\nat fit', until: 1_640_995_200_000 };
  const text = describeParked(step);
  expect(text).toContain('**fit waits for a decision** until 2022-01-01T00:00:00.000Z: TypeError: no\n');
  expect(text).toContain('(retry or abort)');
});
