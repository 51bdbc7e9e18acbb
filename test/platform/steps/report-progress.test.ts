import { MockActivityEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Database } from '../../../platform/postgres/database.ts';
import { reportProgress } from '../../../platform/steps/report-progress.ts';
import { createServices } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Report inside an activity; the heartbeats it sent and the notes it wrote. */
async function watch(
  work: (progress: ReturnType<typeof reportProgress>) => void,
  query: (text: string, values: unknown[]) => Promise<unknown> = async () => ({ rows: [] }),
): Promise<{ heartbeats: unknown[]; notes: unknown[][] }> {
  const notes: unknown[][] = [];
  const database = {
    query: (text: string, values: unknown[]) => {
      notes.push(values);
      return query(text, values);
    },
  } as unknown as Database;
  const services = createServices(makeTemporaryDirectory(), database);
  const heartbeats: unknown[] = [];
  const environment = new MockActivityEnvironment();
  environment.on('heartbeat', (details: unknown) => heartbeats.push(details));
  await environment.run(async () => {
    const progress = reportProgress(services, { run_id: 'r1', step: 'fit' });
    work(progress);
    progress.stop();
  });
  return { heartbeats, notes };
}

it('sends a heartbeat at once and every two seconds, with the latest progress, until it is stopped', async () => {
  const { heartbeats } = await watch(({ report }) => {
    report(0.1, 'epoch 1');
    report(0.2, 'epoch 2');
    vi.advanceTimersByTime(4_000);
  });
  expect(heartbeats).toEqual([
    { progress: 0, note: '' },
    { progress: 0.2, note: 'epoch 2' },
    { progress: 0.2, note: 'epoch 2' },
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

it('notes progress twice a second at most', async () => {
  const { notes } = await watch(({ report }) => {
    for (let epoch = 1; epoch <= 10; epoch++) {
      report(epoch / 10, `epoch ${epoch}`);
      vi.advanceTimersByTime(100);
    }
  });
  expect(notes).toEqual([
    ['r1', 'fit', 0.1, 'epoch 1'],
    ['r1', 'fit', 0.6, 'epoch 6'],
  ]);
});

it('lets no step fail because its progress cannot be noted', async () => {
  const { notes } = await watch(
    ({ report }) => report(0.5, 'half'),
    () => Promise.reject(new Error('connection refused')),
  );
  expect(notes).toHaveLength(1);
});
