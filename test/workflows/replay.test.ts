import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { STEPS } from '../../workflows/steps.ts';
import { readHistory } from '../support/history-file.ts';

/**
 * Runs under way go on with the code of the day. A change that this test refuses needs `patched()`; see
 * test/tools/record-history.ts.
 */
const path = join(PROJECT_ROOT, 'test', 'histories', 'affiliate-expansion.json');
const WORKFLOW_ID = 'affiliate-expansion/shop/2022-01-01';

beforeAll(() => {
  // The last test asks for a failure; the core need not tell it on the console.
  const logging = { filter: 'OFF', forward: {} };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });
});

const replay = (history: ReturnType<typeof readHistory>) =>
  Worker.runReplayHistory(
    { workflowsPath: join(PROJECT_ROOT, 'workflows/index.ts'), replayName: 'affiliate-expansion' },
    history,
    WORKFLOW_ID,
  );

/** Names of the activities that the recorded run scheduled, in order. */
function listScheduled(): string[] {
  const events = readHistory(path).events ?? [];
  return events.flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
}

describe('the recorded run of affiliate-expansion', () => {
  it('took every step', () => {
    expect(listScheduled().filter((name) => name !== 'describeCode' && name !== 'recordOutcome')).toEqual(
      STEPS['affiliate-expansion'].map(({ activity }) => activity),
    );
  });

  it("goes the same way with today's code", async () => {
    await replay(readHistory(path));
  });

  it('would not, had it taken another step', async () => {
    const history = readHistory(path);
    for (const { activityTaskScheduledEventAttributes: scheduled } of history.events ?? []) {
      if (scheduled?.activityType?.name === 'fitNextAffiliate') scheduled.activityType.name = 'auditTables';
    }
    await expect(replay(history)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});
