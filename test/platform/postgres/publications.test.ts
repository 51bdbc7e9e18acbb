import { beforeEach, describe, expect, it } from 'vitest';
import {
  findPublication,
  listEarlier,
  listEarlierRows,
  type PublicationRow,
} from '../../../platform/postgres/publications.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { flipTo } from './flip-to.ts';
import { draftPublication, reserveDraft } from './reserve.ts';
import { sendByJourney } from './send-by-journey.ts';

const database = await openTestDatabase();
beforeEach(() =>
  database.query('truncate publications, strategies, arms, journeys, journey_contacts cascade'),
);

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const reserve = (id: string, change: Partial<PublicationRow> = {}) => reserveDraft(database, id, change);

describe('reservePublication', () => {
  it('takes the next version of its dataset and pipeline', async () => {
    expect(await reserve('p1')).toEqual({
      ...draftPublication('p1'),
      version: 1,
      state: 'staged',
      staged_at: expect.any(Date),
      live_at: null,
      sinks: ['postgres', 'files'],
      validation: null,
      diff: null,
      basis: null,
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

it('lets no two publications of a dataset be live, whoever writes to the table', async () => {
  await flipTo(database, await reserve('p1'));
  await reserve('p2');
  await expect(
    database.query(`update publications set state = 'live' where publication_id = 'p2'`),
  ).rejects.toThrow('one_live_publication');
});

describe('what was published before', () => {
  const publish = async (id: string, asOf: string, change: object = {}) => {
    const publication = await reserve(id, { as_of: asOf, digest: `digest of ${id}`, ...change });
    await flipTo(database, publication);
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
    const span = {
      digests: ['digest of p1'],
      after: '2021-11-30',
      weekAfter: '2021-12-07',
      before: '2021-12-15',
    };
    const once = { action: 'C1', times: 1, timesThisWeek: 1, lastOn: '2021-12-13' };
    expect(await listEarlierRows(database, scope, span)).toEqual([
      { ...once, customer: 'M1' },
      { ...once, customer: 'M2' },
    ]);
    expect(await listEarlierRows(database, scope, { ...span, digests: [] })).toEqual([]);
    expect(await listEarlierRows(database, scope, { ...span, after: '2021-12-13' })).toEqual([]);
  });

  it('counts the days of a customer and action', async () => {
    await publish('p1', '2021-12-01');
    await publish('p2', '2021-12-13');
    await keep('p2', 'M1', 'treatment');
    await keep('p1', 'M1', 'holdout');
    const digests = ['digest of p1', 'digest of p2'];
    expect(
      await listEarlierRows(database, scope, {
        ...{ digests, after: '2021-11-30', weekAfter: '2021-12-07', before: '2021-12-15' },
      }),
    ).toEqual([{ customer: 'M1', action: 'C1', times: 2, timesThisWeek: 1, lastOn: '2021-12-13' }]);
  });

  it('counts what journeys sent in place of what a night listed for them to send', async () => {
    await publish('p1', '2021-12-13');
    await keep('p1', 'M1', 'treatment');
    await keep('p1', 'M2', 'treatment');
    await database.query(`update arms set channel = 'journey'`);
    await sendByJourney(database, scope, { customer: 'M1', action: 'C1', day: '2021-12-14' });
    await sendByJourney(database, scope, { customer: 'M3', action: 'C1', day: '2021-12-15' });
    const span = { after: '2021-11-30', weekAfter: '2021-12-07', before: '2021-12-15' };
    expect(await listEarlierRows(database, scope, { ...span, digests: ['digest of p1'] })).toEqual([
      { customer: 'M1', action: 'C1', times: 2, timesThisWeek: 1, lastOn: '2021-12-14' },
      { customer: 'M2', action: 'C1', times: 1, timesThisWeek: 0, lastOn: '2021-12-13' },
    ]);
  });
});
