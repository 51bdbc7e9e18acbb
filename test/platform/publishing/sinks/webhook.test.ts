import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebhookSettings } from '../../../../models/contracts/webhook-settings.ts';
import { listWithdrawn, reviveDeadLetters } from '../../../../platform/postgres/deliveries.ts';
import { flipPublication } from '../../../../platform/postgres/flips.ts';
import {
  findLive,
  type PublicationRow,
  reservePublication,
} from '../../../../platform/postgres/publications.ts';
import { webhookSink } from '../../../../platform/publishing/sinks/webhook.ts';
import {
  type Behaviour,
  readMessages,
  startReceiver,
  type TestReceiver,
} from '../../../support/start-receiver.ts';
import { startTestPostgres, type TestPostgres } from '../../../support/start-test-postgres.ts';
import { flipTo } from '../../postgres/flip-to.ts';
import { strategy } from '../sketch-strategy.ts';

const SECRET = 'a secret of twenty-two';
let postgres: TestPostgres;
let receiver: TestReceiver;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => {
  vi.stubEnv('CRM_SECRET', SECRET);
  return postgres.database.query('truncate publications, strategies, arms cascade');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await receiver?.stop();
});

/** Make a publication of these many messages live. */
async function publish(publication_id: string, messages: number): Promise<PublicationRow> {
  const { database } = postgres;
  const publication = await reservePublication(database, {
    ...{
      publication_id,
      dataset: 'shop',
      pipeline: 'affiliate-expansion',
      run_id: 'r1',
      as_of: '2021-12-15',
    },
    ...{ digest: publication_id, row_count: messages },
  });
  for (let place = 0; place < messages; place += 1) {
    const row = { publication_id, ...strategy({ strategy_id: `s${place}`, customer_id: `M${place}` }) };
    const names = Object.keys(row);
    await database.query(
      `insert into strategies (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
  }
  await flipTo(database, publication);
  return publication;
}

async function deliver(change: object = {}, signal = new AbortController().signal) {
  const live = (await findLive(postgres.database, { dataset: 'shop', pipeline: 'affiliate-expansion' }))!;
  const settings = WebhookSettings.parse({
    ...{ kind: 'webhook', url: receiver.url, secret: { env: 'CRM_SECRET' } },
    ...{ allowPrivate: true, batchSize: 3, attempts: 4, timeoutSeconds: 0.3 },
    ...change,
  });
  const services = { database: postgres.database, config: { storeDir: '/nowhere' }, signal };
  return webhookSink.deliver(services, live, { name: 'crm', settings });
}
const keys = () => [...receiver.taken.keys()].sort();
const receive = async (behave?: Behaviour) => {
  receiver = await startReceiver(behave);
};
const answer =
  (status: number, text = '', headers = {}): Behaviour =>
  (_, response) => {
    response.writeHead(status, headers).end(text);
    return true;
  };

it('sends every message once, in signed batches, without the arm', async () => {
  await receive();
  await publish('pub_1', 5);
  expect(await deliver()).toEqual({ rows: 5, location: receiver.url });
  expect(receiver.requests.map((request) => readMessages(request).length)).toEqual([3, 2]);
  expect(keys()).toEqual(['pub_1/crm/s0', 'pub_1/crm/s1', 'pub_1/crm/s2', 'pub_1/crm/s3', 'pub_1/crm/s4']);
  const { arm: _, ...told } = strategy({ strategy_id: 's0', customer_id: 'M0' });
  expect(receiver.taken.get('pub_1/crm/s0')).toEqual({ key: 'pub_1/crm/s0', ...told });
  const [{ headers, body }] = receiver.requests as [(typeof receiver.requests)[0]];
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['crosslift-signature']))!;
  expect(signature).toBe(createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex'));
  expect(headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(JSON.parse(body)).toMatchObject({
    publication: 'pub_1',
    version: 1,
    op: 'upsert',
    as_of: '2021-12-15',
  });
});

it('sends nothing again that was acknowledged', async () => {
  await receive();
  await publish('pub_1', 4);
  await deliver();
  await deliver();
  expect(receiver.requests).toHaveLength(2);
});

describe('a receiver that', () => {
  it.each([
    ['fails', answer(500)],
    ['is overrun', answer(429, '', { 'retry-after': '0' })],
    [
      'dies in the middle of its answer',
      ((_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        response.destroy();
        return true;
      }) satisfies Behaviour,
    ],
    ['does not answer in time', (() => true) satisfies Behaviour],
    [
      'took the batch and then lost the connection',
      ((request, response) => {
        for (const message of readMessages(request)) receiver.taken.set(message.key, message);
        response.destroy();
        return true;
      }) satisfies Behaviour,
    ],
  ])('%s once has every message once all the same', async (_, misbehave) => {
    await receive((request, response, place) =>
      place === 1 ? misbehave(request, response, place) : undefined,
    );
    await publish('pub_1', 4);
    expect(await deliver()).toMatchObject({ rows: 4 });
    expect(keys()).toEqual(['pub_1/crm/s0', 'pub_1/crm/s1', 'pub_1/crm/s2', 'pub_1/crm/s3']);
    expect(receiver.requests).toHaveLength(3);
    const [first, again] = receiver.requests.map(readMessages);
    expect(again).toEqual(first);
  });

  it('is down for longer fails the sink; the next attempt goes on from where it was', async () => {
    await receive((_, response, place) =>
      place > 1 && place < 6 ? answer(503)(_, response, place) : undefined,
    );
    await publish('pub_1', 5);
    await expect(deliver()).rejects.toThrow('crm took no batch in 4 attempts; the last one: answered 503');
    expect(keys()).toHaveLength(3);
    expect(await deliver()).toMatchObject({ rows: 5 });
    expect(receiver.requests).toHaveLength(6);
    expect(keys()).toHaveLength(5);
  });

  it('refuses a batch for one message of it gets the others, and the one is kept to be sent again', async () => {
    let isMended = false;
    await receive((request, response, place) =>
      !isMended && readMessages(request).some(({ strategy_id }) => strategy_id === 's1')
        ? answer(422, 'no such customer')(request, response, place)
        : undefined,
    );
    await publish('pub_1', 4);
    await expect(deliver()).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(
        'crm refused 1 of 4 messages for good, such as one with 422: no such customer',
      ),
    });
    expect(keys()).toEqual(['pub_1/crm/s0', 'pub_1/crm/s2', 'pub_1/crm/s3']);
    const before = receiver.requests.length;
    await expect(deliver()).rejects.toThrow('crm refused 1 of 4');
    expect(receiver.requests).toHaveLength(before);
    isMended = true;
    expect(await reviveDeadLetters(postgres.database, 'pub_1')).toBe(1);
    expect(await deliver()).toMatchObject({ rows: 4 });
    expect(keys()).toHaveLength(4);
    expect(receiver.requests).toHaveLength(before + 1);
  });

  it('names what it refuses of a batch gets no other of it again', async () => {
    await receive((_, response) => {
      response.end(JSON.stringify({ rejected: [{ key: 'pub_1/crm/s0', reason: 'opted out with us' }] }));
    });
    await publish('pub_1', 3);
    await expect(deliver()).rejects.toThrow('such as one with opted out with us');
    expect(receiver.requests).toHaveLength(1);
  });

  it('is none of ours is told apart at once', async () => {
    await receive(answer(401, 'bad signature'));
    await publish('pub_1', 4);
    await expect(deliver()).rejects.toMatchObject({
      name: 'UsageError',
      message: `crm answered 401: bad signature (expected a receiver at ${receiver.url} that knows the secret)`,
    });
    expect(receiver.requests).toHaveLength(1);
  });
});

it('refuses a private address unless it is allowed, and a secret that is not there', async () => {
  await receive();
  await publish('pub_1', 1);
  await expect(deliver({ allowPrivate: false })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('127.0.0.1 is a private or link-local address'),
  });
  vi.stubEnv('CRM_SECRET', '');
  await expect(deliver()).rejects.toThrow('the sink crm has no secret: the variable CRM_SECRET is empty');
  expect(receiver.requests).toEqual([]);
});

it('stops where something newer goes live in the middle', async () => {
  await publish('pub_1', 6);
  let newer: Promise<PublicationRow> | undefined;
  await receive(() => {
    newer ??= publish('pub_2', 1);
  });
  const delivering = deliver();
  await delivering;
  await newer;
  // Whatever was sent by then is known; the rest never is.
  expect(await deliver()).toMatchObject({ rows: 1 });
  expect(keys()).toContain('pub_2/crm/s0');
});

describe('a rollback', () => {
  const rollBackTo = async (publication: PublicationRow) => {
    const live = await findLive(postgres.database, publication);
    const against = live!.publication_id;
    await flipPublication(postgres.database, publication, {
      ...{ action: 'rollback', actor: 'Kim', reason: 'wrong prices', against },
    });
  };

  it('takes back what was sent since, and sends again what comes back a second time under a key of its own', async () => {
    await receive();
    const first = await publish('pub_1', 1);
    await deliver();
    const second = await publish('pub_2', 2);
    await deliver();
    await rollBackTo(first);
    expect(await deliver()).toMatchObject({ rows: 1 });
    expect(receiver.taken.get('pub_2/crm/s0/retract')).toEqual({
      ...{ key: 'pub_2/crm/s0/retract', strategy_id: 's0', customer_id: 'M0', action_id: 'next-affiliate' },
    });
    expect(keys()).toEqual(
      [
        'pub_1/crm/s0',
        ...['s0', 's1'].flatMap((id) => [`pub_2/crm/${id}`, `pub_2/crm/${id}/retract`]),
      ].sort(),
    );
    const sent = receiver.requests.length;
    await deliver();
    expect(receiver.requests).toHaveLength(sent);

    await rollBackTo(second);
    expect(await deliver()).toMatchObject({ rows: 2 });
    expect(keys().filter((key) => key.endsWith('/2'))).toEqual(['pub_2/crm/s0/2', 'pub_2/crm/s1/2']);
  });

  it('takes back also what may have arrived though nobody acknowledged it', async () => {
    let isDown = true;
    await receive((_, response) => {
      if (!isDown) return false;
      response.destroy();
      return true;
    });
    const first = await publish('pub_1', 0);
    await publish('pub_2', 1);
    await expect(deliver({ attempts: 1 })).rejects.toThrow('crm took no batch');
    isDown = false;
    await rollBackTo(first);
    await deliver();
    expect(keys()).toEqual(['pub_2/crm/s0/retract']);
  });

  it('has nothing to take back from a sink that never had it', async () => {
    await receive();
    const first = await publish('pub_1', 1);
    await publish('pub_2', 1);
    await rollBackTo(first);
    expect(await listWithdrawn(postgres.database, first, 'crm')).toEqual([]);
  });
});
