import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../platform/postgres/database.ts';
import {
  findLive,
  findPublication,
  flipPublication,
  listEarlier,
  listEarlierRows,
  recordReceipt,
  reservePublication,
} from '../../../platform/postgres/publications.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
  database = postgres.database;
});
afterAll(() => postgres?.stop());
beforeEach(() => database.query('truncate publications cascade'));

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const draft = (publication_id: string, change: object = {}) => ({
  publication_id,
  ...scope,
  run_id: 'r1',
  as_of: '2021-12-15',
  digest: 'd1',
  row_count: 2,
  ...change,
});
const reserve = (id: string, change: object = {}) => reservePublication(database, draft(id, change));
const liveId = async () => (await findLive(database, scope))?.publication_id;
const statesOf = async () => {
  const { rows } = await database.query<{ publication_id: string; state: string }>(
    'select publication_id, state from publications order by 1',
  );
  return Object.fromEntries(rows.map(({ publication_id, state }) => [publication_id, state]));
};

describe('reservePublication', () => {
  it('takes the next version of its dataset and pipeline', async () => {
    expect(await reserve('p1')).toEqual({
      ...draft('p1'),
      version: 1,
      state: 'staged',
      staged_at: expect.any(Date),
      live_at: null,
    });
    expect((await reserve('p2')).version).toBe(2);
    expect((await reserve('q1', { dataset: 'store' })).version).toBe(1);
    expect((await reserve('t1', { pipeline: 'trial-conversion' })).version).toBe(1);
    expect((await reserve('p3')).version).toBe(3);
  });

  it('returns what was reserved before, whatever the repeated call says', async () => {
    const first = await reserve('p1');
    await reserve('p2');
    expect(await reserve('p1', { row_count: 99 })).toEqual(first);
    expect(await findPublication(database, 'p1')).toEqual(first);
  });

  it('gives ten who ask at once ten versions without a gap', async () => {
    const reserved = await Promise.all(Array.from({ length: 10 }, (_, i) => reserve(`p${i}`)));
    expect(reserved.map(({ version }) => version).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });
});

describe('flipPublication', () => {
  it('replaces what was live', async () => {
    expect(await liveId()).toBeUndefined();
    const first = await reserve('p1');
    await flipPublication(database, first, undefined);
    expect(await liveId()).toBe('p1');
    const second = await reserve('p2');
    await flipPublication(database, second, 'p1');
    expect(await liveId()).toBe('p2');
    expect(await statesOf()).toEqual({ p1: 'replaced', p2: 'live' });
    expect((await findLive(database, scope))?.live_at).toBeInstanceOf(Date);
  });

  it('changes nothing when it is repeated', async () => {
    const first = await reserve('p1');
    await flipPublication(database, first, undefined);
    const live = await findLive(database, scope);
    await flipPublication(database, first, undefined);
    expect(await findLive(database, scope)).toEqual(live);
  });

  it('refuses when something else went live since', async () => {
    const [first, second] = [await reserve('p1'), await reserve('p2')];
    await flipPublication(database, first, undefined);
    await expect(flipPublication(database, second, undefined)).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'version 1 of affiliate-expansion/shop went live while this run was publishing',
    });
    expect(await statesOf()).toEqual({ p1: 'live', p2: 'staged' });
  });

  it('lets one of many win who saw the same thing live', async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, (_, i) => reserve(`p${i}`)));
    const outcomes = await Promise.allSettled(
      drafts.map((publication) => flipPublication(database, publication, undefined)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Object.values(await statesOf()).filter((state) => state === 'live')).toHaveLength(1);
  });

  it('leaves other datasets alone', async () => {
    await flipPublication(database, await reserve('p1'), undefined);
    await flipPublication(database, await reserve('q1', { dataset: 'store' }), undefined);
    expect(await statesOf()).toEqual({ p1: 'live', q1: 'live' });
  });
});

it('lets no two publications of a dataset be live, whoever writes to the table', async () => {
  await flipPublication(database, await reserve('p1'), undefined);
  await reserve('p2');
  await expect(
    database.query(`update publications set state = 'live' where publication_id = 'p2'`),
  ).rejects.toThrow('one_live_publication');
});

describe('what was published before', () => {
  const publish = async (id: string, asOf: string, change: object = {}) => {
    const publication = await reserve(id, { as_of: asOf, digest: `digest of ${id}`, ...change });
    await flipPublication(database, publication, (await findLive(database, publication))?.publication_id);
  };
  const keep = (publication: string, customer: string, arm: string) =>
    database.query(`insert into arms values ($1, $2, $3, 'C1', $4)`, [
      publication,
      `${publication} ${customer}`,
      customer,
      arm,
    ]);

  it('is what was live for days before, newest first', async () => {
    await publish('p1', '2021-12-13');
    await publish('p2', '2021-12-14');
    await publish('p3', '2021-12-15');
    await publish('q1', '2021-12-14', { dataset: 'store' });
    await reserve('p4', { as_of: '2021-12-14', digest: 'never live' });
    const earlierThan = async (asOf: string) =>
      (await listEarlier(database, scope, asOf)).map(({ as_of, digest }) => [as_of, digest]);
    expect(await earlierThan('2021-12-15')).toEqual([
      ['2021-12-14', 'digest of p2'],
      ['2021-12-13', 'digest of p1'],
    ]);
    expect(await earlierThan('2021-12-13')).toEqual([]);
  });

  it('has rows of both arms, each once however often it was published', async () => {
    await publish('p1', '2021-12-13');
    await publish('p2', '2021-12-13', { digest: 'digest of p1' });
    await publish('p3', '2021-12-14');
    await publish('q1', '2021-12-13', { dataset: 'store', digest: 'digest of p1' });
    await keep('p1', 'M1', 'treatment');
    await keep('p2', 'M1', 'treatment');
    await keep('p1', 'M2', 'holdout');
    await keep('p3', 'M3', 'treatment');
    await keep('q1', 'M4', 'treatment');
    const span = { digests: ['digest of p1'], after: '2021-11-30', weekAfter: '2021-12-07' };
    const once = { action: 'C1', times: 1, timesThisWeek: 1, lastOn: '2021-12-13' };
    expect(await listEarlierRows(database, scope, span)).toEqual([
      { ...once, customer: 'M1', arm: 'treatment' },
      { ...once, customer: 'M2', arm: 'holdout' },
    ]);
    expect(await listEarlierRows(database, scope, { ...span, digests: [] })).toEqual([]);
    expect(await listEarlierRows(database, scope, { ...span, after: '2021-12-13' })).toEqual([]);
  });

  it('counts the days of a customer and action, and keeps the arm of the first', async () => {
    await publish('p1', '2021-12-01');
    await publish('p2', '2021-12-13');
    await keep('p2', 'M1', 'treatment');
    await keep('p1', 'M1', 'holdout');
    const digests = ['digest of p1', 'digest of p2'];
    expect(
      await listEarlierRows(database, scope, { digests, after: '2021-11-30', weekAfter: '2021-12-07' }),
    ).toEqual([
      { customer: 'M1', action: 'C1', times: 2, timesThisWeek: 1, arm: 'holdout', lastOn: '2021-12-13' },
    ]);
  });
});

it('keeps one receipt for each sink, with what was suppressed', async () => {
  await reserve('p1');
  const receipt = {
    publication_id: 'p1',
    sink: 'files',
    row_count: 2,
    location: '/v1',
    suppressed: { already_paid: 3 },
  };
  await recordReceipt(database, receipt);
  await recordReceipt(database, { ...receipt, location: '/elsewhere' });
  await recordReceipt(database, { ...receipt, sink: 'postgres' });
  const { rows } = await database.query(
    'select sink, row_count, location, suppressed from receipts order by sink',
  );
  expect(rows).toEqual([
    { sink: 'files', row_count: 2, location: '/v1', suppressed: { already_paid: 3 } },
    { sink: 'postgres', row_count: 2, location: '/v1', suppressed: { already_paid: 3 } },
  ]);
});
