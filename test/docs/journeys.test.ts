import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import pino from 'pino';
import { expect, it } from 'vitest';
import { REAL_TIME } from '../../models/journeys/clock.ts';
import { createEventServer } from '../../platform/journeys/serve-events.ts';
import { JOURNEY } from '../../workflows/steps.ts';
import { listenToClient } from '../platform/journeys/listening-client.ts';
import { openTestDatabase } from '../support/start-test-postgres.ts';

const database = await openTestDatabase();
const page = readFileSync(new URL('../../docs/journeys.md', import.meta.url), 'utf8');
const isThere = (program: string) => spawnSync(program, ['--version']).error === undefined;

it.skipIf(!isThere('openssl') || !isThere('curl'))('shows a signed request as one types it', async () => {
  const example = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text]) => text!)
    .find((text) => text.includes('openssl'))!;
  const secret = /CROSSLIFT_EVENTS_SECRET='(.*)'/.exec(example)![1]!;
  const post = {
    database,
    client: listenToClient().client,
    dataset: 'lounge',
    clock: REAL_TIME,
    workflow: JOURNEY,
  };
  const server = createEventServer({ post, secret, log: pino({ level: 'silent' }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const typed = example.replace(/^npx .*$/m, '').replace('127.0.0.1:8400', `127.0.0.1:${port}`);
  const { stdout } = await promisify(execFile)('sh', ['-c', typed.replace('curl', 'curl --silent')]);
  server.close();
  server.closeAllConnections();
  const [, answer] = /202 \| `(\{.*?\})`/.exec(page)!;
  expect(JSON.parse(stdout)).toEqual(JSON.parse(answer!));
});
