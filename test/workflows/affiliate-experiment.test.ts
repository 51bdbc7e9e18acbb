import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../models/contracts/run.ts';
import { EVENT_GRID } from '../../models/events/event-grid.ts';
import { othersOf, STEPS, stepOfEventRun, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

async function run(activities: StubActivities): Promise<RunResult> {
  server.use(activities);
  const handle = await server.environment.client.workflow.start<() => Promise<RunResult>>(
    'affiliateExperiment',
    { workflowId: `affiliate-experiment/shop/${randomUUID()}`, taskQueue: TASK_QUEUE },
  );
  return handle.result();
}

describe('the experiment of event rows', () => {
  it('takes every step of its registry once, each row on the rows of its population, and publishes nothing', async () => {
    const activities = new StubActivities();
    const result = await run(activities);
    expect(activities.calls.map(({ step }) => step).sort()).toEqual(
      STEPS['affiliate-experiment'].map(({ name }) => name).sort(),
    );
    expect(result).toMatchObject({ outcome: 'DRY_RUN', gates: [], publication: null });
    expect(result.metrics.events).toEqual({ of: 'export-event-rows' });
    for (const eventRun of EVENT_GRID) {
      const call = activities.calls.find(({ step }) => step === stepOfEventRun(eventRun))!;
      expect(call.params).toMatchObject({ scorer: eventRun.scorer, resamples: 1_000 });
      const names = Object.values(call.inputs).map(({ uri }) => uri.split('/').at(-1));
      expect(names).toEqual([
        ...['customer', 'time'].flatMap((split) =>
          ['training', 'validation', 'test'].map((part) => `${eventRun.population}_${split}_${part}`),
        ),
        ...othersOf(eventRun).flatMap(() => ['customer', 'time']),
      ]);
      expect(result.metrics[eventRun.id]).toEqual({ of: call.step });
    }
  });

  it('gives a mean what the others predicted, by name', async () => {
    const activities = new StubActivities();
    await run(activities);
    const mean = activities.calls.find(({ step }) => step === 'measure-experiment-10')!;
    expect(Object.keys(mean.inputs).slice(6)).toEqual([
      'experiment-8_customer',
      'experiment-8_time',
      'experiment-9_customer',
      'experiment-9_time',
    ]);
    const steps = activities.calls.map(({ step }) => step);
    for (const other of ['measure-experiment-8', 'measure-experiment-9'])
      expect(steps.indexOf(other)).toBeLessThan(steps.indexOf('measure-experiment-10'));
  });

  it('measures nothing where nothing can be learnt, and says so', async () => {
    const activities = new StubActivities({
      exportEventRows: (_, answer) => ({ ...answer, value: { reason: '0 training rows (at least 40)' } }),
    });
    const result = await run(activities);
    expect(Object.keys(result.metrics)).toEqual(['events']);
    expect(activities.calls.at(-1)?.step).toBe('write-experiment');
  });
});
