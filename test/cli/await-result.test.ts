import { getEventListeners } from 'node:events';
import { isGrpcCancelledError, WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { awaitResult } from '../../cli/await-result.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflows/start-workflow-server.ts';

let server: WorkflowServer;

beforeAll(async () => {
  server = await startWorkflowServer();
}, 60_000);
afterAll(() => server?.stop(), 60_000);

/** A run that nobody carries out, and how often the server was asked for its result. */
async function startIdle(workflowId: string) {
  const { client } = server.environment;
  const handle = await client.workflow.start<() => Promise<RunResult>>('trialConversion', {
    workflowId,
    taskQueue: 'nobody',
    args: [] as never,
  });
  const rounds = vi.spyOn(client.connection, 'withDeadline');
  rounds.mockClear();
  return { client, handle, rounds };
}
const countListeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

it('asks as long as the run goes on, with one listener on the signal, and none when it has ended', async () => {
  const { client, handle, rounds } = await startIdle('goes-on');
  const { signal } = new AbortController();
  const result = awaitResult(client, handle, { signal, roundMillis: 100 });
  const ended = expect(result).rejects.toBeInstanceOf(WorkflowFailedError);
  await vi.waitFor(() => expect(rounds.mock.calls.length).toBeGreaterThan(3), 20_000);
  expect(countListeners(signal)).toBe(1);
  await handle.terminate();
  await ended;
  expect(countListeners(signal)).toBe(0);
}, 60_000);

it('ends on abort, while the server says nothing', async () => {
  const { client, handle, rounds } = await startIdle('aborted');
  const watching = new AbortController();
  const result = awaitResult(client, handle, { signal: watching.signal });
  const ended = expect(result).rejects.toSatisfy(isGrpcCancelledError);
  await vi.waitFor(() => expect(rounds).toHaveBeenCalledOnce(), 20_000);
  watching.abort();
  await ended;
  expect(countListeners(watching.signal)).toBe(0);
  await handle.terminate();
}, 60_000);
