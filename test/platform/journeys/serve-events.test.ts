import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REAL_TIME } from '../../../models/journeys/clock.ts';
import { signBody } from '../../../models/publishing/sign-body.ts';
import { createEventServer } from '../../../platform/journeys/serve-events.ts';
import { listLetters } from '../../../platform/postgres/event-letters.ts';
import { JOURNEY } from '../../../workflows/steps.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { until } from '../processes/process-helpers.ts';
import { listenToClient } from './listening-client.ts';

const database = await openTestDatabase();
const SECRET = 'a secret of twenty-two';
const BATCH = {
  events: [
    { id: 'r', kind: 'registered', customer: 'U1', at: '2021-12-06T09:00:00+09:00', consent: 'given' },
  ],
};

let before: () => Promise<void>;
let close: () => void;
let url: string;
let asked: string[];
beforeEach(async () => {
  await database.query('truncate journeys, event_letters cascade');
  before = async () => {};
  const listening = listenToClient(() => before());
  asked = listening.asked;
  const post = { database, client: listening.client, dataset: 'lounge', clock: REAL_TIME, workflow: JOURNEY };
  const server = createEventServer({ post, secret: SECRET, log: pino({ level: 'silent' }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterEach(() => close());

interface Post {
  body?: string;
  path?: string;
  method?: string;
  signature?: (body: string) => string | undefined;
}
const now = () => Math.floor(Date.now() / 1000);
const sign = (body: string) => signBody(body, { secret: SECRET, seconds: now() });

async function send({
  body = JSON.stringify(BATCH),
  path = '',
  method = 'POST',
  signature = sign,
}: Post = {}) {
  const header = signature(body);
  const response = await fetch(`${url}${path}`, {
    method,
    ...(method === 'POST' && { body }),
    headers: header === undefined ? {} : { 'crosslift-signature': header },
  });
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, retryAfter, answer: (await response.json()) as Record<string, unknown> };
}

it('takes a signed batch and says what became of it, and again as often as it comes', async () => {
  const counts = { started: 1, told: 0, over: 0, unregistered: 0, malformed: 0, told_late: 0 };
  expect(await send()).toEqual({ status: 202, retryAfter: null, answer: counts });
  expect(await send()).toEqual({ status: 202, retryAfter: null, answer: counts });
  const { rows } = await database.query('select customer_id from journeys');
  expect(rows).toEqual([{ customer_id: 'U1' }]);
});

it.each<[string, Post, number, RegExp]>([
  ['is not signed', { signature: () => undefined }, 401, /^no signature/],
  [
    'is signed with another secret',
    { signature: (body) => signBody(body, { secret: 'another of twenty-two', seconds: now() }) },
    ...[401, /not of this body/],
  ],
  [
    'was recorded',
    { signature: (body) => signBody(body, { secret: SECRET, seconds: now() - 400 }) },
    ...[401, /of another time/],
  ],
  ['goes elsewhere', { path: '/more' }, 404, /no such path/],
  ['is asked for', { method: 'GET' }, 405, /GET is not understood/],
  ['is no JSON', { body: '{"events": [' }, 400, /^no JSON/],
  ['is no batch', { body: '{"event": {}}' }, 400, /^no batch/],
  ['has no events', { body: '{"events": []}' }, 400, /^no batch: events/],
  ['has too many', { body: JSON.stringify({ events: new Array(1_001).fill(1) }) }, 400, /1 to 1000 events/],
  ['is too long', { body: `{"events": ["${'x'.repeat(4 * 1024 * 1024)}"]}` }, 413, /more than 1048576 bytes/],
] as Array<[string, Post, number, RegExp]>)(
  'refuses what %s, and nothing has changed',
  async (_, post, status, error) => {
    const refused = await send(post);
    expect(refused.status).toBe(status);
    expect(refused.answer.error).toMatch(error);
    expect(asked).toEqual([]);
    expect(await listLetters(database, 'lounge', { limit: 9 })).toEqual([]);
  },
);

it('keeps what is no event of a good batch, and takes the others', async () => {
  const body = JSON.stringify({ events: [...BATCH.events, { id: 'x', kind: 'left' }] });
  expect(await send({ body })).toMatchObject({ status: 202, answer: { started: 1, malformed: 1 } });
  expect(await listLetters(database, 'lounge', { limit: 9 })).toMatchObject([{ reason: 'malformed' }]);
});

it('says when to come again: with too many batches in hand, and when a server is down', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let waiting = 0;
  before = () => {
    waiting += 1;
    return held;
  };
  const inHand = Array.from({ length: 4 }, () => send());
  await until('all are in hand', () => waiting === 4);
  expect(await send()).toEqual({ status: 429, retryAfter: '1', answer: { error: 'busy' } });
  release();
  for (const { status } of await Promise.all(inHand)) expect(status).toBe(202);

  before = () => Promise.reject(new Error('connection refused'));
  expect(await send()).toMatchObject({ status: 503, retryAfter: '10' });
  before = async () => {};
  expect(await send()).toMatchObject({ status: 202, answer: { started: 1 } });
});
