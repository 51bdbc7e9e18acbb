import { getEventListeners } from 'node:events';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runAbortable } from '../../../platform/duckdb/run-abortable.ts';

async function connect() {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  return instance.connect();
}

it('insists until the query gives up', async () => {
  const connection = await connect();
  const interrupt = vi.spyOn(connection, 'interrupt');
  const controller = new AbortController();
  let giveUp = (_: Error) => {};
  const running = runAbortable(connection, controller.signal, () => {
    return new Promise((_, reject) => {
      giveUp = reject;
    });
  });
  controller.abort();
  await vi.waitUntil(() => interrupt.mock.calls.length >= 3);
  giveUp(new Error('INTERRUPT Error'));
  await expect(running).rejects.toMatchObject({ name: 'AbortError', message: 'the query was cancelled' });
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

it('does not start what is already cancelled', async () => {
  const query = vi.fn();
  await expect(runAbortable(await connect(), AbortSignal.abort(), query)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(query).not.toHaveBeenCalled();
});

it('passes results and other errors on, and stops listening', async () => {
  const { signal } = new AbortController();
  const connection = await connect();
  expect(await runAbortable(connection, signal, async () => 7)).toBe(7);
  const failing = runAbortable(connection, signal, () => connection.run('select nothing'));
  await expect(failing).rejects.toThrow('Binder Error');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
