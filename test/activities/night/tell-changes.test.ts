import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tellChanges } from '../../../activities/night/tell-changes.ts';
import { describeStatus } from '../../../cli/describe-status.ts';
import { signBody } from '../../../models/publishing/sign-body.ts';
import { parseConfig } from '../../../platform/config.ts';
import { listWaiting } from '../../../platform/postgres/alerts.ts';
import { endRun } from '../../../platform/postgres/run-log.ts';
import { EMPTY_STATUS } from '../../cli/empty-status.ts';
import { startReceiver, type TestReceiver } from '../../support/start-receiver.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { createServices } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const SECRET = 'a secret of twenty-two';
const database = await openTestDatabase();
let receiver: TestReceiver;
let isDown = false;
beforeAll(async () => {
  receiver = await startReceiver((_, response) => {
    response.writeHead(isDown ? 503 : 204).end();
    return true;
  });
});
afterAll(() => receiver?.stop());
beforeEach(async () => {
  await database.query('truncate runs, run_steps, alerts');
  receiver.requests.length = 0;
  isDown = false;
  vi.stubEnv('ALERT_SECRET', SECRET);
});
afterEach(() => vi.unstubAllEnvs());

const RUN = {
  ...{ workflow_id: 'nightly/2021-12-15/affiliate-expansion', pipeline: 'affiliate-expansion' },
  ...{ dataset: 'shop', as_of: '2021-12-15', input: {}, result: null },
};
let runs = 0;
/** A night that ended like this. */
function end(outcome: 'PUBLISHED' | null) {
  runs += 1;
  const state = outcome === null ? 'failed' : 'finished';
  const error = outcome === null ? 'ContractError: no file' : null;
  return endRun(database, { ...RUN, run_id: `r${runs}`, state, outcome, error });
}
/** Look, and tell what has changed, by a configuration of this test's own. */
function tell(alerts: object | undefined = { url: receiver.url, allowPrivate: true }) {
  const directory = makeTemporaryDirectory();
  const path = join(directory, 'crosslift.config.json');
  writeFileSync(path, JSON.stringify({ alerts }));
  const config = parseConfig({ CROSSLIFT_STATE: directory, CROSSLIFT_CONFIG: path });
  return tellChanges({ ...createServices(directory, database), config })({});
}
const received = () => receiver.requests.map(({ body }) => JSON.parse(body) as Record<string, string>);

describe('people', () => {
  it('are told once of each change, and of what ends it', async () => {
    await end('PUBLISHED');
    expect(await tell()).toMatchObject({
      cards: [expect.stringContaining('shop: ok')],
      undelivered: 0,
    });
    await end(null);
    await tell();
    await tell();
    await end('PUBLISHED');
    await tell();
    expect(received().map(({ state }) => state)).toEqual(['failed', 'ok']);
    expect(received()[0]).toMatchObject({
      ...{ pipeline: 'affiliate-expansion', dataset: 'shop', safe: false },
      command: 'crosslift run affiliate-expansion --dataset shop',
      text: expect.stringContaining('what       nightly/2021-12-15/affiliate-expansion failed'),
    });
  });

  it('are told once where two look at the same moment', async () => {
    await end(null);
    await Promise.all([tell(), tell(), tell()]);
    expect(received()).toHaveLength(1);
  });

  it('can check who tells them, and what they have seen', async () => {
    await end(null);
    await tell({ url: receiver.url, allowPrivate: true, secret: { env: 'ALERT_SECRET' } });
    const [{ headers, body }] = receiver.requests as [TestReceiver['requests'][number]];
    const seconds = Number(/t=(\d+)/.exec(String(headers['crosslift-signature']))?.[1]);
    expect(headers['crosslift-signature']).toBe(signBody(body, { secret: SECRET, seconds }));
    expect(headers['idempotency-key']).toMatch(/^alert-\d+$/);
  });
});

describe('an alert that is not taken', () => {
  it('fails nothing, is kept and shown, and is sent by a later look, in order', async () => {
    isDown = true;
    await end(null);
    expect(await tell()).toMatchObject({ undelivered: 1 });
    await end('PUBLISHED');
    expect(await tell()).toMatchObject({ undelivered: 2 });
    const waiting = await listWaiting(database);
    expect(waiting.map(({ state, attempts, error }) => [state, attempts, error])).toEqual([
      ['failed', 2, `${receiver.url} answered 503 (expected 2xx)`],
      ['ok', 0, null],
    ]);
    expect(describeStatus({ ...EMPTY_STATUS, waiting })).toContain(
      `2 alerts could not be delivered since ${waiting[0]?.told_at.toISOString().slice(0, 16)}Z`,
    );

    isDown = false;
    receiver.requests.length = 0;
    expect(await tell()).toMatchObject({ undelivered: 0 });
    expect(received().map(({ state }) => state)).toEqual(['failed', 'ok']);
  });

  it.each<[string, object, RegExp]>([
    ['nobody listens', { url: 'http://127.0.0.1:9/', allowPrivate: true }, /ECONNREFUSED/],
    ['it is nobody of the world', { url: 'http://127.0.0.1:9/' }, /private or link-local/],
    [
      'its secret is not there',
      { url: 'http://127.0.0.1:9/', secret: { env: 'NO_SECRET' } },
      /the webhook of alerts has no secret: the variable NO_SECRET is empty/,
    ],
  ])('is kept with the reason where %s', async (_, alerts, reason) => {
    await end(null);
    expect(await tell(alerts)).toMatchObject({ undelivered: 1 });
    expect((await listWaiting(database))[0]?.error).toMatch(reason);
  });
});

it('is in the log alone where no webhook is configured, and does not wait for one', async () => {
  await end(null);
  const directory = makeTemporaryDirectory();
  expect(await tellChanges(createServices(directory, database))({})).toMatchObject({ undelivered: 0 });
  const { rows } = await database.query('select state, delivery from alerts');
  expect(rows).toEqual([{ state: 'failed', delivery: 'logged' }]);
});
