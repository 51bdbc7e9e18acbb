import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeBackfill } from '../../cli/backfill.ts';
import type { BackfilledDay } from '../../models/contracts/backfill.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { BACKFILL, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { type Replacement, StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const RANGE = { pipeline: 'affiliate-expansion', from: '2021-12-30', to: '2022-01-02' };
async function fill(change: object, activities = new StubActivities(), workflowId = 'backfill') {
  server.use(activities);
  const handle = await server.environment.client.workflow.start(BACKFILL.type, {
    ...{ taskQueue: TASK_QUEUE, workflowId },
    args: [{ ...RANGE, ...change }],
  });
  return (await handle.result()) as BackfilledDay[];
}
const inputOf = ({ params }: { params: unknown }) => (params as { input: RunInput }).input;
const startsOf = ({ calls }: StubActivities) =>
  calls.filter(({ step }) => step === 'resolve-input').map(inputOf);

it('runs each day without publishing, goes on after one that failed, and tries that one alone again', async () => {
  const failing: Replacement = (call, answer) => {
    if (inputOf(call).asOf === '2021-12-31')
      throw ApplicationFailure.nonRetryable('no rows', 'ContractError');
    return answer;
  };
  const first = new StubActivities({ resolveInput: failing });
  const days = await fill({ parallel: 2, input: { dataset: 'shop' } }, first);
  expect(days.map(({ day, outcome }) => [day, outcome])).toEqual([
    ['2021-12-30', 'DRY_RUN'],
    ['2021-12-31', 'FAILED'],
    ['2022-01-01', 'DRY_RUN'],
    ['2022-01-02', 'DRY_RUN'],
  ]);
  expect(days[1]?.error).toBe('ContractError: no rows');
  expect(startsOf(first).every(({ dryRun }) => dryRun)).toBe(true);
  expect(describeBackfill(days)).toContain('2021-12-31  FAILED   ContractError: no rows');

  const second = new StubActivities();
  const again = await fill({ input: { dataset: 'shop' } }, second);
  expect(startsOf(second)).toEqual([{ dataset: 'shop', asOf: '2021-12-31', dryRun: true }]);
  expect(again.map(({ outcome }) => outcome)).toEqual([
    ...['DONE_BEFORE', 'DRY_RUN', 'DONE_BEFORE', 'DONE_BEFORE'],
  ]);
});

it('has no more days under way at once than it was told', async () => {
  let running = 0;
  let most = 0;
  const counting: Replacement = async (_, answer) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    return answer;
  };
  const ending: Replacement = (_, answer) => {
    running -= 1;
    return answer;
  };
  const activities = new StubActivities({ resolveInput: counting, writeReport: ending });
  await fill({ parallel: 2, input: { dataset: 'bounded' } }, activities);
  expect(most).toBe(2);
});

it('publishes day after day where it is told to', async () => {
  const activities = new StubActivities();
  const days = await fill({ publish: true, input: { dataset: 'live' } }, activities);
  expect(days.map(({ outcome }) => outcome)).toEqual(Array(4).fill('PUBLISHED'));
  expect(startsOf(activities).map(({ asOf }) => asOf)).toEqual(days.map(({ day }) => day));
});

it.each([
  ['a range that ends before it begins', { to: '2021-12-01' }, 'expected from to be no later than to'],
  ['days that would overtake each other', { publish: true, parallel: 2 }, 'what is live only gets newer'],
  ['a word of its own', { parralel: 2 }, 'parralel'],
])('refuses %s at once, and says what is expected', async (_, change, text) => {
  await expect(fill(change)).rejects.toMatchObject({
    cause: { cause: { type: 'ContractError', message: expect.stringContaining(text) } },
  });
});
