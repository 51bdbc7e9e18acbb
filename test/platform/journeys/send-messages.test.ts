import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { WebhookSettings } from '../../../models/contracts/webhook-settings.ts';
import { messageSender } from '../../../platform/journeys/send-messages.ts';
import { startReceiver } from '../../support/start-receiver.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { sendByJourney } from '../postgres/send-by-journey.ts';

const database = await openTestDatabase();
beforeEach(async () => {
  process.env.JOURNEY_TEST_SECRET = 'a secret of twenty-two';
  await database.query('truncate journeys, journey_contacts cascade');
});

const SCOPE = { dataset: 'lounge', pipeline: 'trial-conversion' };
const message = (customer: string) => ({ dataset: 'lounge', message: `msg_${customer}_C3a` });
const write = (customer: string) =>
  sendByJourney(database, SCOPE, { customer, action: 'C3a', day: '2021-12-06' });
const states = async () =>
  (
    await database.query(
      'select message_id, sink, state, attempts, error from journey_deliveries order by message_id',
    )
  ).rows;

async function open(...behaviour: Parameters<typeof startReceiver>) {
  const receiver = await startReceiver(...behaviour);
  onTestFinished(() => receiver.stop());
  const crm = WebhookSettings.parse({
    ...{ kind: 'webhook', url: receiver.url, secret: { env: 'JOURNEY_TEST_SECRET' }, allowPrivate: true },
  });
  return { receiver, send: messageSender(database), sinks: { crm } };
}

it('sends a message once under its id, however often it is asked to', async () => {
  const { receiver, send, sinks } = await open();
  await write('U1');
  await send(message('U1'), sinks);
  await send(message('U1'), sinks);
  expect(receiver.requests).toHaveLength(1);
  expect(receiver.requests[0]?.headers['crosslift-signature']).toMatch(/^t=\d+,v1=/);
  expect(JSON.parse(receiver.requests[0]!.body)).toMatchObject({
    ...{ dataset: 'lounge', pipeline: 'trial-journey', op: 'upsert' },
    messages: [{ key: 'msg_U1_C3a', customer_id: 'U1', action_id: 'C3a', channel: 'push' }],
  });
  expect(await states()).toEqual([
    { message_id: 'msg_U1_C3a', sink: 'crm', state: 'sent', attempts: 1, error: null },
  ]);
});

it('fails where the receiver is down, and sends when it is asked again', async () => {
  const { receiver, send, sinks } = await open((_, response, place) => {
    if (place > 1) return false;
    response.statusCode = 503;
    response.end();
    return true;
  });
  await write('U1');
  await expect(send(message('U1'), sinks)).rejects.toThrow('answered 503');
  expect(await states()).toMatchObject([{ state: 'sending', attempts: 1 }]);
  await send(message('U1'), sinks);
  expect([...receiver.taken.keys()]).toEqual(['msg_U1_C3a']);
  expect(await states()).toMatchObject([{ state: 'sent', attempts: 2 }]);
});

it('sends nothing to who paid before it could be sent', async () => {
  const { receiver, send, sinks } = await open();
  await write('U1');
  await database.query('update journeys set paid_at = now()');
  await send(message('U1'), sinks);
  expect(receiver.requests).toEqual([]);
  expect(await states()).toMatchObject([
    { state: 'dead', error: 'paid or opted out before it could be sent' },
  ]);
});

it('keeps what the receiver refuses for good, with its words, and sends the others of the batch', async () => {
  const { send, sinks } = await open((_, response) => {
    response.end(JSON.stringify({ rejected: [{ key: 'msg_U2_C3a', reason: 'no such customer' }] }));
    return true;
  });
  for (const customer of ['U1', 'U2', 'U3']) await write(customer);
  await Promise.all(['U1', 'U2', 'U3'].map((customer) => send(message(customer), sinks)));
  expect(await states()).toMatchObject([
    { message_id: 'msg_U1_C3a', state: 'sent' },
    { message_id: 'msg_U2_C3a', state: 'dead', error: 'no such customer' },
    { message_id: 'msg_U3_C3a', state: 'sent' },
  ]);
});

it('sends no message of a rehearsal', async () => {
  const { receiver, send, sinks } = await open();
  await sendByJourney(
    database,
    { ...SCOPE, dataset: 'lounge~1' },
    { customer: 'U1', action: 'C3a', day: '2021-12-06' },
  );
  await send({ ...message('U1'), dataset: 'lounge~1' }, sinks);
  expect(receiver.requests).toEqual([]);
});
