import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { isPortFree, openPortBook, startOnFreePorts } from '../../../platform/stack/port-book.ts';

const directory = mkdtempSync(join(tmpdir(), 'port-book-'));
const servers: Server[] = [];
let file = 0;

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

const newPath = () => join(directory, `ports-${file++}.json`);

function occupy(port: number): Promise<void> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

it('remembers ports from one opening to the next', async () => {
  const path = newPath();
  const first = openPortBook(path);
  const ports = await Promise.all([
    first.claim('postgres'),
    first.claim('temporal'),
    first.claim('temporalUi'),
  ]);
  expect(new Set(ports).size).toBe(3);
  const second = openPortBook(path);
  expect([
    await second.claim('postgres'),
    await second.claim('temporal'),
    await second.claim('temporalUi'),
  ]).toEqual(ports);
});

it('replaces a port that another program took, for good', async () => {
  const path = newPath();
  const taken = await openPortBook(path).claim('postgres');
  await occupy(taken);
  expect(await isPortFree(taken)).toBe(false);
  const replaced = await openPortBook(path).claim('postgres');
  expect(replaced).not.toBe(taken);
  expect(await isPortFree(replaced)).toBe(true);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ postgres: replaced });
});

it('recalls a port even when it is taken: its address has been given away', async () => {
  const book = openPortBook(newPath());
  const port = await book.claim('postgres');
  await occupy(port);
  expect(await book.recall('postgres')).toBe(port);
});

it('counts a broken file as absent', async () => {
  const path = newPath();
  writeFileSync(path, '{"postgres": ');
  const port = await openPortBook(path).claim('postgres');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ postgres: port });
});

it('starts again on another port when one was taken between the look and the start', async () => {
  const tried: number[] = [];
  const started = await startOnFreePorts(openPortBook(newPath()), async (claim) => {
    const port = await claim('postgres');
    tried.push(port);
    // Whoever comes first: the first try finds its port taken.
    if (tried.length === 1) await occupy(port);
    if (!(await isPortFree(port))) throw new Error('address in use');
    return port;
  });
  expect(tried).toHaveLength(2);
  expect(started).toBe(tried[1]);
});

it('does not repeat a start that failed for another reason', async () => {
  let tries = 0;
  const start = startOnFreePorts(openPortBook(newPath()), async (claim) => {
    await claim('postgres');
    tries += 1;
    throw new Error('broken data');
  });
  await expect(start).rejects.toThrow('broken data');
  expect(tries).toBe(1);
});
