import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planNight } from '../../activities/night/plan-night.ts';
import { describeNight, describeSchedules } from '../../cli/describe-schedules.ts';
import type { NightInput, NightSummary } from '../../models/contracts/night.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { ScheduleWish } from '../../models/contracts/schedule.ts';
import { localDate } from '../../models/night/local-date.ts';
import { parseConfig } from '../../platform/config.ts';
import { listOpenRuns } from '../../platform/temporal/list-open-runs.ts';
import {
  createSchedule,
  deleteSchedule,
  listSchedules,
  onSchedule,
  scheduleIdOf,
} from '../../platform/temporal/schedules.ts';
import { triggerSchedule } from '../../platform/temporal/trigger-schedule.ts';
import type { PlannedStep } from '../../workflows/dag.ts';
import { DECIDE, QUERIES, SCHEDULED, TASK_QUEUE } from '../../workflows/steps.ts';
import { WAIT_MINUTES } from '../../workflows/watch.ts';
import { artifact } from '../models/contracts/examples.ts';
import { createServices } from '../support/step-harness.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { type Replacement, StubActivities } from './stub-activities.ts';

const ZONE = 'Asia/Seoul';
let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const inputOf = ({ params }: { params: unknown }) => (params as { input: RunInput }).input;
const fail = (type = 'TypeError') => {
  throw ApplicationFailure.nonRetryable('x is not a function', type);
};

/** What the journeys of trials begin with, which sources of the other pipeline do not have. */
const addDoorEvents: Replacement = (call, answer) =>
  call.pipeline === 'trial-conversion'
    ? { ...answer, artifacts: { ...answer.artifacts, trial_access_log: artifact('trial_access_log') } }
    : answer;

/** Stubs beside the real planning of a night, with datasets of this test's own. */
function stub(replacements = {}, others = {}, pipelines = ['trial-conversion', 'affiliate-expansion']) {
  const directory = makeTemporaryDirectory();
  const path = join(directory, 'crosslift.config.json');
  const datasets = pipelines.map((pipeline) => [
    `d${randomUUID().slice(0, 8)}`,
    { pipeline, source: directory },
  ]);
  writeFileSync(path, JSON.stringify({ timeZone: ZONE, datasets: Object.fromEntries(datasets) }));
  const config = parseConfig({ CROSSLIFT_STATE: directory, CROSSLIFT_CONFIG: path });
  const services = { ...createServices(directory), config };
  const activities = new StubActivities(
    { ingestSource: addDoorEvents, ...replacements },
    { planNight: planNight(services), ...others },
  );
  server.use(activities);
  return { activities, datasets: datasets.map(([name]) => String(name)) };
}
const start = (input: NightInput | null = null) =>
  server.environment.client.workflow.start<(input: NightInput | null) => Promise<NightSummary>>('nightly', {
    ...{ taskQueue: TASK_QUEUE, workflowId: randomUUID(), args: [input] },
  });

/** Wait until a run shows that a step of it waits. */
async function untilParked(workflowId: string, step: string): Promise<void> {
  const handle = server.environment.client.workflow.getHandle(workflowId);
  const isParked = async () =>
    (await handle.query<PlannedStep[]>(QUERIES.plan)).some(
      (planned) => planned.step === step && planned.state === 'parked',
    );
  while (!(await isParked().catch(() => false))) await delay(20);
}

describe('a night', () => {
  it('runs each pipeline on its dataset as of today, and says of each how it ended', async () => {
    const { activities, datasets } = stub();
    const night = await (await start()).result();
    const today = localDate(new Date(), ZONE);
    expect(night).toEqual({
      date: today,
      runs: ['trial-conversion', 'affiliate-expansion'].map((pipeline, index) => ({
        ...{ pipeline, dataset: datasets[index], outcome: 'PUBLISHED', error: null },
        workflowId: `nightly/${today}/${pipeline}`,
      })),
    });
    expect(activities.calls.filter(({ step }) => step === 'resolve-input').map(inputOf)).toEqual(
      expect.arrayContaining(datasets.map((dataset) => ({ dataset, asOf: today, onFailure: 'park' }))),
    );
    expect(activities.told).toHaveLength(2);
    expect(describeNight(night)).toContain('PUBLISHED');
  });

  it('goes on where one of its runs fails, and says why', async () => {
    const broken: Replacement = (call, answer) =>
      call.pipeline === 'trial-conversion' ? fail('UsageError') : answer;
    stub({ resolveInput: broken });
    const handle = await start();
    expect((await handle.result()).runs).toMatchObject([
      { pipeline: 'trial-conversion', outcome: 'FAILED', error: 'UsageError: x is not a function' },
      { pipeline: 'affiliate-expansion', outcome: 'PUBLISHED' },
    ]);
    expect((await handle.describe()).memo).toEqual({
      summary: expect.stringMatching(/trial-conversion FAILED\n.*affiliate-expansion PUBLISHED$/),
    });
  });

  it('fails by no alert that cannot be told', async () => {
    stub({}, { tellChanges: () => fail() }, ['affiliate-expansion']);
    expect((await (await start()).result()).runs).toMatchObject([{ outcome: 'PUBLISHED' }]);
  });

  it.each<[unknown, string]>([
    [{ dataset: 'nowhere' }, 'expected one named nowhere for trial-conversion or affiliate-expansion'],
    [{ datasets: ['shop'] }, 'datasets'],
  ])('refuses %j, and says what is expected', async (input, text) => {
    stub();
    await expect((await start(input as NightInput)).result()).rejects.toMatchObject({
      cause: { cause: { message: expect.stringContaining(text) } },
    });
  });
});

describe('a schedule', () => {
  const wish = (input: NightInput) =>
    ScheduleWish.parse({
      ...{ cron: '0 2 * * *', timeZone: ZONE, catchUpHours: 6, jitterMinutes: 5, input },
    });
  const client = () => server.environment.client;
  const list = () => listSchedules(client(), SCHEDULED);

  it('starts nights as it was told to, is listed, paused, resumed and removed', async () => {
    const { datasets } = stub();
    const [dataset = ''] = datasets;
    const id = await createSchedule(client(), wish({ dataset }), SCHEDULED);
    expect(id).toBe(`nightly/${dataset}`);
    const { policies, spec } = await client().schedule.getHandle(id).describe();
    expect(policies).toEqual({
      ...{ overlap: ScheduleOverlapPolicy.SKIP, pauseOnFailure: false, catchupWindow: 6 * 3_600_000 },
    });
    expect(spec).toMatchObject({ timezone: ZONE, jitter: 5 * 60_000 });
    await expect(createSchedule(client(), wish({ dataset }), SCHEDULED)).rejects.toThrow(
      `there is a schedule ${id} already`,
    );
    while ((await list()).length === 0) await delay(20);
    expect(describeSchedules(await list())).toMatch(
      new RegExp(`${id} +on +\\d{4}-\\d\\d-\\d\\d 02:0\\d Asia/Seoul$`),
    );

    await onSchedule(client(), id, (handle) => handle.pause('holidays'));
    while (!(await list())[0]?.state.paused) await delay(20);
    expect(describeSchedules(await list())).toMatch(/paused: holidays$/);

    await client().schedule.getHandle('watch').describe();
    await deleteSchedule(client(), id, SCHEDULED);
    await expect(onSchedule(client(), id, (handle) => handle.describe())).rejects.toThrow(
      `there is no schedule ${id}`,
    );
    await expect(client().schedule.getHandle('watch').describe()).rejects.toThrow();
  });

  it('is refused where nobody understands its times', async () => {
    const odd = { ...wish({}), cron: '0 25 * * *' };
    await expect(createSchedule(client(), odd, SCHEDULED)).rejects.toThrow(
      'the schedule was refused: Hour is not in range [0-23]',
    );
  });

  it('starts a night whose failed steps wait for a person until an hour before the next, and no second one meanwhile', async () => {
    const state = { isBroken: true };
    const { activities, datasets } = stub(
      {
        planAffiliateStrategies: (_: unknown, answer: never) => (state.isBroken ? fail() : answer),
      },
      {},
      ['affiliate-expansion'],
    );
    const [dataset = ''] = datasets;
    const id = await createSchedule(client(), wish({ dataset }), SCHEDULED);
    const next = (await client().schedule.getHandle(id).describe()).info.nextActionTimes[0]!;
    const { workflowId } = await triggerSchedule(client(), id);
    expect(workflowId).toMatch(new RegExp(`^nightly/${dataset}-\\d{4}-`));

    const runId = `nightly/${localDate(new Date(), ZONE)}/affiliate-expansion`;
    await untilParked(runId, 'plan-strategies');
    const until = activities.parkings[0]?.until ?? '';
    // The start of the night moves at random by up to five minutes.
    expect(Math.abs(Date.parse(until) - (next.getTime() - 3_600_000))).toBeLessThanOrEqual(5 * 60_000);
    await expect(triggerSchedule(client(), id)).rejects.toThrow(`${workflowId} is under way`);

    const openRuns = () => listOpenRuns(client(), ['affiliateExpansion', 'trialConversion']);
    while (!(await openRuns()).some(({ isParked }) => isParked)) await delay(20);
    expect(await openRuns()).toEqual([{ workflowId: runId, runId: expect.any(String), isParked: true }]);

    state.isBroken = false;
    const run = client().workflow.getHandle(runId);
    await run.executeUpdate(DECIDE, { args: [{ action: 'retry', actor: 'Kim', reason: 'mended' }] });
    const night = (await client().workflow.getHandle(workflowId).result()) as NightSummary;
    expect(night.runs).toMatchObject([{ dataset, outcome: 'PUBLISHED' }]);
    await deleteSchedule(client(), id, SCHEDULED);
  });

  it('that starts a pipeline by itself has its failed steps wait, too', async () => {
    stub({ ingestSource: () => fail() });
    const scheduleId = randomUUID();
    const handle = await client().schedule.create({
      ...{ scheduleId, spec: { cronExpressions: ['0 2 * * *'], timezone: ZONE } },
      action: { type: 'startWorkflow', workflowType: 'affiliateExpansion', taskQueue: TASK_QUEUE, args: [] },
    });
    const { workflowId } = await triggerSchedule(client(), scheduleId);
    const run = client().workflow.getHandle(workflowId);
    await untilParked(workflowId, 'ingest-source');
    await run.executeUpdate(DECIDE, { args: [{ action: 'abort', actor: 'Kim', reason: 'seen' }] });
    await expect(run.result()).rejects.toThrow();
    await handle.delete();
  });
});

describe('the look whether anything is late', () => {
  const look = async (undelivered: number) => {
    const { activities } = stub({}, { tellChanges: async () => ({ cards: ['shop: late'], undelivered }) });
    const handle = await server.environment.client.workflow.start(SCHEDULED.watch, {
      ...{ taskQueue: TASK_QUEUE, workflowId: randomUUID(), args: [] },
    });
    return { activities, handle };
  };

  it('is one at everything', async () => {
    const { activities, handle } = await look(0);
    await handle.result();
    expect(activities.told).toEqual([{}]);
  });

  it('is repeated as long as an alert could not be delivered', async () => {
    const { handle } = await look(1);
    const timersOf = async () =>
      ((await handle.fetchHistory()).events ?? []).flatMap(
        ({ timerStartedEventAttributes: timer }) => timer?.startToFireTimeout?.seconds ?? [],
      );
    while ((await timersOf()).length === 0) await delay(20);
    expect((await timersOf()).map(Number)).toEqual([60 * WAIT_MINUTES[0]!]);
    await handle.terminate();
  });
});

it('names a schedule after its dataset', () => {
  expect([scheduleIdOf({}), scheduleIdOf({ dataset: 'shop' })]).toEqual(['nightly/all', 'nightly/shop']);
});
