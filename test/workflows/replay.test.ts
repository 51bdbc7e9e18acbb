import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { type DagName, STEPS } from '../../workflows/steps.ts';
import { RECORDED, readHistory } from '../support/history-file.ts';

/**
 * Runs under way go on with the code of the day. A change that this test refuses needs `patched()`; see
 * test/tools/record-history.ts.
 */
const pathOf = (pipeline: DagName) => join(PROJECT_ROOT, 'test', 'histories', `${pipeline}.json`);

beforeAll(() => {
  // The last test asks for a failure; the core need not tell it on the console.
  const logging = { filter: 'OFF', forward: {} };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });
});

const replay = (pipeline: DagName, history: ReturnType<typeof readHistory>) =>
  Worker.runReplayHistory(
    { workflowsPath: join(PROJECT_ROOT, 'workflows/index.ts'), replayName: pipeline },
    history,
    `${pipeline}/shop/2022-01-01`,
  );

/** Names of the activities that the recorded run scheduled, in order. */
function listScheduled(pipeline: DagName): string[] {
  const events = readHistory(pathOf(pipeline)).events ?? [];
  return events.flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
}

describe.each(RECORDED)('the recorded run of %s', (pipeline) => {
  it('took every step', () => {
    const steps = listScheduled(pipeline).filter(
      (name) => name !== 'describeCode' && name !== 'recordOutcome',
    );
    // Steps of several decision points run side by side, so only what ran is compared, not the order.
    expect(steps.sort()).toEqual(STEPS[pipeline].map(({ activity }): string => activity).sort());
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
