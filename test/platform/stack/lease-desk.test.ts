import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, it } from 'vitest';
import { type LeaseDesk, openLeaseDesk } from '../../../platform/stack/lease-desk.ts';
import { until } from '../processes/process-helpers.ts';

const directory = mkdtempSync(join(tmpdir(), 'lease-desk-'));
const addresses = { temporalAddress: 't', uiUrl: 'u', databaseUrl: 'd' };
const pids = { supervisor: 1, temporal: 2, postgres: 3 };
const stack = { addresses, pids: () => pids };
const ready = { type: 'ready', addresses };

const sockets: Socket[] = [];
const desks: LeaseDesk[] = [];
let file = 0;

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const desk of desks.splice(0)) desk.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

async function openDesk(): Promise<{ desk: LeaseDesk; path: string }> {
  const path = join(directory, `desk-${file++}`);
  // What a killed supervisor leaves in its place.
  writeFileSync(path, '');
  const desk = await openLeaseDesk(path);
  desks.push(desk);
  return { desk, path };
}

/** A client that keeps all it is told. */
function dial(path: string, role?: string) {
  const heard: unknown[] = [];
  const state = { closed: false };
  const socket = connect(path);
  sockets.push(socket);
  socket.on('error', () => {});
  socket.on('close', () => {
    state.closed = true;
  });
  const lines = createInterface({ input: socket });
  lines.on('error', () => {});
  lines.on('line', (line) => heard.push(JSON.parse(line)));
  const say = (message: object) => void socket.write(`${JSON.stringify(message)}\n`);
  if (role) say({ type: 'hello', lease: { role, pid: process.pid } });
  const hears = (count: number) => until(`${role} hears ${count} messages`, () => heard.length >= count);
  return { socket, heard, state, say, hears };
}

it('tells those who wait how the start goes, then where the stack is, then who holds it', async () => {
  const { desk, path } = await openDesk();
  desk.report('starting');
  const early = dial(path, 'run');
  await early.hears(1);
  desk.announce(stack);
  const late = dial(path, 'worker');
  await late.hears(1);
  late.say({ type: 'status' });
  await late.hears(2);
  expect(early.heard).toEqual([{ type: 'progress', text: 'starting' }, ready]);
  const leases = ['run', 'worker'].map((role) => ({ role, pid: process.pid }));
  expect(late.heard).toEqual([ready, { type: 'status', leases, pids }]);
});

it('lets new clients wait while a server is down', async () => {
  const { desk, path } = await openDesk();
  desk.announce(stack);
  desk.suspend();
  desk.report('PostgreSQL died');
  const client = dial(path, 'run');
  await client.hears(1);
  desk.announce(stack);
  await client.hears(2);
  expect(client.heard).toEqual([{ type: 'progress', text: 'PostgreSQL died' }, ready]);
});

it('is abandoned when the last lease has gone, and takes nobody from then on', async () => {
  const { desk, path } = await openDesk();
  desk.announce(stack);
  const [first, second] = [dial(path, 'first'), dial(path, 'second')];
  await Promise.all([first.hears(1), second.hears(1)]);
  let abandoned = false;
  void desk.abandoned.then(() => {
    abandoned = true;
  });
  first.socket.destroy();
  second.say({ type: 'status' });
  await second.hears(2);
  expect(abandoned).toBe(false);
  second.socket.destroy();
  await desk.abandoned;
  const refused = dial(path, 'late');
  await until('the late client is refused', () => refused.state.closed);
  expect(refused.heard).toEqual([]);
});

it('answers a release while others hold leases, and is silent to the last one', async () => {
  const { desk, path } = await openDesk();
  desk.announce(stack);
  const [first, last] = [dial(path, 'first'), dial(path, 'last')];
  await Promise.all([first.hears(1), last.hears(1)]);
  first.say({ type: 'release', wait: true });
  await first.hears(2);
  expect(first.heard[1]).toEqual({ type: 'released' });
  last.say({ type: 'release', wait: true });
  await desk.abandoned;
  expect(last.heard).toEqual([ready]);
  expect(last.state.closed).toBe(false);
});

it('lets a client that does not wait go at once, within the grace', async () => {
  const { desk, path } = await openDesk();
  desk.announce(stack);
  const first = dial(path, 'first');
  await first.hears(1);
  first.say({ type: 'release', wait: false });
  await first.hears(2);
  expect(first.heard[1]).toEqual({ type: 'released' });
  const next = dial(path, 'next');
  await next.hears(1);
  expect(next.heard).toEqual([ready]);
});

it('lets a client that waits for the end go when a lease is taken before it', async () => {
  const { desk, path } = await openDesk();
  desk.announce(stack);
  const client = dial(path, 'run');
  await client.hears(1);
  // In one piece, so that nothing can come between the two.
  const hello = JSON.stringify({ type: 'hello', lease: { role: 'next', pid: process.pid } });
  client.socket.write(`{"type":"release","wait":true}\n${hello}\n`);
  await client.hears(3);
  expect(client.heard).toEqual([ready, { type: 'released' }, ready]);
});

it('tells everyone why the stack is lost', async () => {
  const { desk, path } = await openDesk();
  const clients = [dial(path, 'one'), dial(path, 'two')];
  desk.report('starting');
  await Promise.all(clients.map(({ hears }) => hears(1)));
  desk.fail('disk full');
  await Promise.all(clients.map(({ hears }) => hears(2)));
  for (const { heard } of clients) expect(heard[1]).toEqual({ type: 'failed', reason: 'disk full' });
});

it('cuts off a client that breaks the protocol', async () => {
  const { path } = await openDesk();
  for (const line of ['not json', '{"type":"hello"}', '{"type":"shutdown"}']) {
    const client = dial(path);
    client.socket.write(`${line}\n`);
    await until(`${line} is refused`, () => client.state.closed);
  }
});
