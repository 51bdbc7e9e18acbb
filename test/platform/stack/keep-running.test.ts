import { expect, it } from 'vitest';
import { keepRunning } from '../../../platform/stack/keep-running.ts';
import type { RunningServer } from '../../../platform/stack/start-server.ts';
import { until } from '../processes/process-helpers.ts';

/** A server without a process, which ends when it is told to. */
function fakeServer(pid: number): RunningServer & { die: (reason: string) => void } {
  let die: (reason: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    die = resolve;
  });
  return { pid, ended, die, stop: async () => die('stopped') };
}

function watch(restart: (pid: number) => Promise<ReturnType<typeof fakeServer>>) {
  const events: string[] = [];
  const servers = [fakeServer(1)];
  const options = {
    start: async () => servers[0]!,
    restart: async () => {
      const server = await restart(servers.length + 1);
      servers.push(server);
      return server;
    },
    onDown: (reason: string) => void events.push(`down: ${reason}`),
    onUp: () => void events.push('up'),
    onGiveUp: (reason: string) => void events.push(`gave up: ${reason}`),
  };
  return { events, servers, options };
}

it('starts a server again when it dies', async () => {
  const { events, servers, options } = watch(async (pid) => fakeServer(pid));
  const kept = await keepRunning(options);
  servers[0]!.die('signal SIGKILL');
  await until('it is up', () => events.includes('up'));
  expect(events).toEqual(['down: signal SIGKILL', 'up']);
  expect(kept.current().pid).toBe(2);
  await kept.stop();
  expect(await servers[1]!.ended).toBe('stopped');
  expect(events).toHaveLength(2);
});

it('leaves it dead at the sixth death within a minute, be it before it is up again', async () => {
  const { events, servers, options } = watch(async () => {
    throw new Error('port taken');
  });
  const kept = await keepRunning(options);
  servers[0]!.die('exit code 1');
  await until('it gives up', () => events.some((event) => event.startsWith('gave up')));
  expect(events).toEqual(['down: exit code 1', ...Array(4).fill('down: port taken'), 'gave up: port taken']);
  await kept.stop();
});

it('hands the error of a first start to the caller', async () => {
  const { events, options } = watch(async (pid) => fakeServer(pid));
  const start = () => Promise.reject(new Error('no such program'));
  await expect(keepRunning({ ...options, start })).rejects.toThrow('no such program');
  expect(events).toEqual([]);
});

it('ends a server that comes up while it is being stopped', async () => {
  let finish: (server: ReturnType<typeof fakeServer>) => void = () => {};
  const restarting = new Promise<ReturnType<typeof fakeServer>>((resolve) => {
    finish = resolve;
  });
  const { events, servers, options } = watch(() => restarting);
  const kept = await keepRunning(options);
  servers[0]!.die('exit code 1');
  await until('it is down', () => events.length === 1);
  const stopped = kept.stop();
  const late = fakeServer(2);
  finish(late);
  await stopped;
  expect(await late.ended).toBe('stopped');
  expect(events).toEqual(['down: exit code 1']);
});
