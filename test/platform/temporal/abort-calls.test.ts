import { getEventListeners } from 'node:events';
import type { ConnectionLike } from '@temporalio/client';
import { expect, it } from 'vitest';
import { abortCalls } from '../../../platform/temporal/abort-calls.ts';

/** Like the SDK's: every call puts a listener on the signal of its scope and leaves it there. */
function connect() {
  const signals: AbortSignal[] = [];
  const withAbortSignal = (signal: AbortSignal, work: () => Promise<unknown>) => {
    signals.push(signal);
    signal.addEventListener('abort', () => {});
    return work();
  };
  return { connection: { withAbortSignal } as unknown as ConnectionLike, signals };
}
const countListeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

it('holds one listener while it works and none when it is done, well or badly', async () => {
  const { connection } = connect();
  const { signal } = new AbortController();
  expect(await abortCalls(connection, signal, async () => countListeners(signal))).toBe(1);
  expect(countListeners(signal)).toBe(0);
  const failing = abortCalls(connection, signal, () => Promise.reject(new Error('no such workflow')));
  await expect(failing).rejects.toThrow('no such workflow');
  expect(countListeners(signal)).toBe(0);
});

it('ends the calls under way when the signal is aborted, for the same reason', async () => {
  const { connection, signals } = connect();
  const controller = new AbortController();
  await abortCalls(connection, controller.signal, async () => controller.abort('the server stops'));
  expect(signals.map(({ aborted, reason }) => [aborted, reason])).toEqual([[true, 'the server stops']]);
});

it('calls nobody when the signal was aborted before', async () => {
  const { connection, signals } = connect();
  await expect(
    abortCalls(connection, AbortSignal.abort(new Error('too late')), async () => {}),
  ).rejects.toThrow('too late');
  expect(signals).toEqual([]);
});
