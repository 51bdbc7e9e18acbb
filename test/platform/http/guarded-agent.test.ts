import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createGuardedAgent } from '../../../platform/http/guarded-agent.ts';

/** What the resolver answers, one answer after the other. */
const answers = vi.hoisted(() => ({ next: [] as Array<Array<{ address: string; family: number }>> }));
vi.mock('node:dns', async (load) => {
  const dns = await load<typeof import('node:dns')>();
  const lookup = (_: string, __: object, callback: (error: null, found: object) => void) =>
    callback(null, answers.next.shift() ?? []);
  return { ...dns, lookup, default: { ...dns, lookup } };
});

let reached = 0;
const server = createServer((_, response) => {
  reached += 1;
  response.end('ok');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());
const url = () => `http://crm.example.com:${(server.address() as AddressInfo).port}/`;

it('asks the resolver once and connects to what it has checked: a later answer changes nothing', async () => {
  const agent = createGuardedAgent({ allowPrivate: false, connectMillis: 300 });
  // Public when looked at, ours a moment later.
  answers.next = [[{ address: '203.0.114.1', family: 4 }], [{ address: '127.0.0.1', family: 4 }]];
  await expect(request(url(), { dispatcher: agent })).rejects.toMatchObject({
    name: expect.stringMatching(/Error/),
  });
  expect(answers.next).toHaveLength(1);
  expect(reached).toBe(0);
  await agent.destroy();
});

it('refuses a name of which one address is private', async () => {
  const agent = createGuardedAgent({ allowPrivate: false, connectMillis: 300 });
  answers.next = [
    [
      { address: '203.0.114.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ],
  ];
  await expect(request(url(), { dispatcher: agent })).rejects.toThrow(
    'crm.example.com (127.0.0.1) is a private or link-local address',
  );
  await agent.destroy();
});
