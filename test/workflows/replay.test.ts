import { join } from 'node:path';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { type DagName, RELEASE, STEPS, WORKFLOW_MODULES } from '../../workflows/steps.ts';
import {
  JOURNEY_HISTORY,
  NIGHT_HISTORY,
  PARKED_HISTORY,
  RECORDED,
  readHistory,
} from '../support/history-file.ts';

/**
 * Runs under way go on with the code of the day. A change that this test refuses needs `patched()`; see
 * test/tools/record-history.ts.
 */
const pathOf = (pipeline: DagName | typeof RELEASE.type) =>
  join(PROJECT_ROOT, 'test', 'histories', `${pipeline}.json`);

beforeAll(() => {
  // The last test asks for a failure; the core need not tell it on the console.
  const logging = { filter: 'OFF', forward: {} };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });
});

const inFull = (path: string) => join(PROJECT_ROOT, path);
const { runs, journeys } = WORKFLOW_MODULES;
const RUNS = { workflowsPath: inFull(runs.path) };
const JOURNEYS = {
  workflowsPath: inFull(journeys.path),
  bundlerOptions: { preloadModules: [inFull(journeys.shared)] },
};

const replay = (
  pipeline: DagName | typeof RELEASE.type | 'trial-journey' | 'nightly',
  history: ReturnType<typeof readHistory>,
) =>
  Worker.runReplayHistory(
    { ...(pipeline === 'trial-journey' ? JOURNEYS : RUNS), replayName: pipeline },
    history,
    `${pipeline}/shop/2022-01-01`,
  );

/** Names of the steps that the recorded run scheduled, in order. */
function listSteps(pipeline: DagName): string[] {
  const events = readHistory(pathOf(pipeline)).events ?? [];
  return events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => {
    const data = scheduled?.input?.payloads?.[0]?.data;
    const call = data ? (JSON.parse(Buffer.from(data).toString()) as { step?: string }) : {};
    return call.step ?? [];
  });
}

describe.each(RECORDED)('the recorded run of %s', (pipeline) => {
  it('took every step but those that nothing called for', () => {
    const steps = listSteps(pipeline);
    expect(new Set(steps).size).toBe(steps.length);
    const isRefit = (name: string) => name.startsWith('refit-');
    const isCalledFor = (name: string) =>
      !isRefit(name) && name !== 'deliver-webhook' && name !== 'start-journeys';
    const names = STEPS[pipeline].map(({ name }) => name);
    // A first publication changes no offer that would have to be explained.
    const isExplaining = (name: string) => /^(replan|rescore)-|^explain-changes$/.test(name);
    expect(names.filter((name) => !steps.includes(name) && isCalledFor(name) && !isExplaining(name))).toEqual(
      [],
    );
    expect(steps.some(isRefit)).toBe(names.some(isRefit));
  });

  it("goes the same way with today's code", async () => {
    await replay(pipeline, readHistory(pathOf(pipeline)));
  });

  it('would not, had it taken another step', async () => {
    const history = readHistory(pathOf(pipeline));
    for (const { activityTaskScheduledEventAttributes: scheduled } of history.events ?? []) {
      if (/^ingest/.test(scheduled?.activityType?.name ?? '')) scheduled!.activityType!.name = 'auditTables';
    }
    await expect(replay(pipeline, history)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});

describe('a recorded run that waits for a person', () => {
  const read = () => readHistory(join(PROJECT_ROOT, PARKED_HISTORY));

  it('parked before people were told of it, and goes on waiting with the code of today, which tells them', async () => {
    const events = read().events ?? [];
    expect(events.some(({ timerStartedEventAttributes: timer }) => timer != null)).toBe(true);
    expect(JSON.stringify(events)).not.toContain('tellChanges');
    await replay('affiliate-expansion', read());
  });

  it('would not, had it told somebody else', async () => {
    const changed = read();
    for (const { activityTaskScheduledEventAttributes: call } of changed.events ?? [])
      if (call?.activityType?.name === 'recordParking') call.activityType.name = 'recordOutcome';
    await expect(replay('affiliate-expansion', changed)).rejects.toMatchObject({
      name: 'DeterminismViolationError',
    });
  });
});

describe('the recorded night', () => {
  const read = () => readHistory(join(PROJECT_ROOT, NIGHT_HISTORY));

  it("was planned, ran both pipelines and told of each, and goes the same way with today's code", async () => {
    const started = (read().events ?? []).flatMap(
      ({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowType?.name ?? [],
    );
    expect(started).toEqual(['trialConversion', 'affiliateExpansion']);
    await replay('nightly', read());
  });

  it('would not, had it run something else', async () => {
    const changed = read();
    for (const { startChildWorkflowExecutionInitiatedEventAttributes: child } of changed.events ?? [])
      if (child?.workflowType) child.workflowType.name = 'propensity';
    await expect(replay('nightly', changed)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});

describe('the recorded journey of a trial', () => {
  const read = () => readHistory(join(PROJECT_ROOT, JOURNEY_HISTORY));
  /** What the markers of its local calls say of them. */
  const listCalls = ({ events }: ReturnType<typeof readHistory>) =>
    (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
      const payload = marker?.details?.data?.payloads?.[0];
      if (payload?.data === undefined || payload.data === null) return [];
      const call = JSON.parse(Buffer.from(payload.data).toString()) as { activity_type: string };
      return [{ payload, call }];
    });

  it("decided on three messages, and goes the same way with today's code", async () => {
    expect(listCalls(read()).map(({ call }) => call.activity_type)).toEqual([
      'openJourney',
      'decideMessage',
      'decideMessage',
      'decideMessage',
      'closeJourney',
    ]);
    await replay('trial-journey', read());
  });

  it('would not, had it asked somebody else', async () => {
    const history = read();
    for (const { payload, call } of listCalls(history))
      if (call.activity_type === 'decideMessage')
        payload.data = Buffer.from(JSON.stringify({ ...call, activity_type: 'closeJourney' }));
    await expect(replay('trial-journey', history)).rejects.toMatchObject({
      name: 'DeterminismViolationError',
    });
  });
});

describe('the recorded decision of a person', () => {
  const history = () => readHistory(pathOf(RELEASE.type));
  const typesOf = () => (history().events ?? []).map(({ eventType }) => eventType);

  it('was taken, carried out and followed by the run that publishes by it', () => {
    const { EventType } = proto.temporal.api.enums.v1;
    expect(typesOf()).toEqual(
      expect.arrayContaining([
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
        EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED,
      ]),
    );
  });

  it("goes the same way with today's code", async () => {
    await replay(RELEASE.type, history());
  });

  it('would not, had it called something else', async () => {
    const changed = history();
    for (const { activityTaskScheduledEventAttributes: scheduled } of changed.events ?? []) {
      if (scheduled?.activityType) scheduled.activityType.name = 'recordOutcome';
    }
    await expect(replay(RELEASE.type, changed)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});
