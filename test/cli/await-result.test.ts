import { getEventListeners } from 'node:events';
import { isGrpcCancelledError, WorkflowFailedError } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { awaitResult } from '../../cli/await-result.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { startWorkflowServer, type WorkflowServer } from '../workflows/start-workflow-server.ts';

/** Listeners of one kind after which Node warns of a leak. */
const MOST_LISTENERS = 10;

let server: WorkflowServer;

beforeAll(async () => {
  server = await startWorkflowServer();
}, 60_000);
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => server?.stop(), 60_000);

/** A run that nobody carries out. */
async function startIdle(workflowId: string) {
  const { client } = server.environment;
  const handle = await client.workflow.start<() => Promise<RunResult>>('trialConversion', {
    workflowId,
    taskQueue: 'nobody',
    args: [] as never,
  });
  return { client, run: { handle, runId: handle.firstExecutionRunId } };
}
const countListeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

it('gathers no listeners on any signal, however often the server says that the run goes on', async () => {
  const { client, run } = await startIdle('goes-on');
  const scopes = vi.spyOn(client.connection, 'withAbortSignal');
  const ask = client.workflowService.getWorkflowExecutionHistory.bind(client.workflowService);
  const polls = vi.spyOn(client.workflowService, 'getWorkflowExecutionHistory');
  for (let poll = 0; poll <= MOST_LISTENERS; poll++) {
    // A true call that is answered at once, with what the server says of a poll after 20 s.
    polls.mockImplementationOnce(async ({ namespace, execution }) => {
      const answer = await ask({ namespace: namespace!, execution: execution! });
      return Object.assign(answer, { history: { events: [] }, nextPageToken: new Uint8Array() });
    });
  }
  const { signal } = new AbortController();
  const result = awaitResult(client, run, signal);
  await vi.waitFor(() => expect(polls.mock.calls.length).toBeGreaterThan(MOST_LISTENERS + 1), 20_000);
  expect(countListeners(signal)).toBe(1);
  await run.handle.terminate();
  await expect(result).rejects.toBeInstanceOf(WorkflowFailedError);
  expect(countListeners(signal)).toBe(0);
  expect(Math.max(...scopes.mock.calls.map(([used]) => countListeners(used)))).toBe(1);
}, 60_000);

it('ends on abort, while the server says nothing', async () => {
  const { client, run } = await startIdle('aborted');
  const polls = vi.spyOn(client.workflowService, 'getWorkflowExecutionHistory');
  const watching = new AbortController();
  const result = awaitResult(client, run, watching.signal);
  await vi.waitFor(() => expect(polls).toHaveBeenCalledOnce(), 20_000);
  watching.abort();
  await expect(result).rejects.toSatisfy(isGrpcCancelledError);
  expect(countListeners(watching.signal)).toBe(0);
  await run.handle.terminate();
}, 60_000);
