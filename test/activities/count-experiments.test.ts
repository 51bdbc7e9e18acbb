import { beforeEach, describe, expect, it } from 'vitest';
import { countExperiments, type OutcomeTables } from '../../activities/count-experiments.ts';
import type { Member } from '../../models/lift/list-members.ts';
import type { Experiment } from '../../models/lift/read-experiment.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { openTestSession } from '../platform/duckdb/open-test-session.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

let session: DuckDBSession;
const paths: Record<string, string> = {};
const TABLES = {
  registrants: `select * from (values
      ('paid first day', true, timestamp '2021-12-15 00:00:00'),
      ('paid last day', true, timestamp '2021-12-31 23:59:59'),
      ('paid too late', true, timestamp '2022-01-01 00:00:00'),
      ('paid before', true, timestamp '2021-12-14 23:59:59'),
      ('paid some day', true, null),
      ('never paid', false, null)
    ) as t(user_id, is_paid, paid_at)`,
  customer_affiliates: `select * from (values
      ('M1', 'A01', date '2021-01-01'), ('M1', 'B01', date '2021-12-20'), ('M2', 'A01', date '2021-12-14')
    ) as t(customer_id, affiliate_code, first_used_on)`,
  product_days: `select * from (values
      ('M1', 'P1', date '2021-12-20'), ('M1', 'P1', date '2021-12-21'), ('M2', 'P2', date '2021-12-20')
    ) as t(customer_id, product_code, bought_on)`,
  purchase_days: `select * from (values
      ('M1', date '2021-12-20', 1), ('M2', date '2021-12-20', 0)
    ) as t(customer_id, purchased_on, visits)`,
};
beforeEach(async () => {
  session = await openTestSession();
  const folder = makeTemporaryDirectory();
  for (const [name, query] of Object.entries(TABLES)) {
    paths[name] = `${folder}/${name}.parquet`;
    await session.copyToParquet({ query }, paths[name], { orderBy: [] });
  }
});

const member = (customer: string, change: Partial<Member> = {}): Member => ({
  customer,
  action: 'C1',
  arm: 'treatment',
  since: '2021-12-15',
  outcome: 'paid',
  targets: [],
  windowDays: 17,
  enrolDays: 91,
  ...change,
});
const count = (members: readonly Member[], asOf = '2022-03-01', tables: OutcomeTables = paths) =>
  countExperiments(session, members, { asOf, tables });
const successesOf = async (members: readonly Member[]) =>
  (await count(members)).map(({ treatment }) => treatment.successes);

describe('the outcome', () => {
  it.each([
    ['paid first day', 1],
    ['paid last day', 1],
    ['paid too late', 0],
    ['paid before', 0],
    ['paid some day', 1],
    ['never paid', 0],
    ['in no table', 0],
  ])('of whoever %s, within 17 days from 15 December, counts %i', async (customer, successes) => {
    expect(await successesOf([member(customer)])).toEqual([successes]);
  });

  it('of a new affiliate is a first use, of coming back a purchase, of a product one of those named', async () => {
    const two = (change: Partial<Member>) => [member('M1', change), member('M2', change)];
    const withWindow = { windowDays: 30 };
    expect(await successesOf(two({ ...withWindow, outcome: 'used_new_affiliate' }))).toEqual([1]);
    expect(await successesOf(two({ ...withWindow, outcome: 'came_back' }))).toEqual([1]);
    const bought = { ...withWindow, outcome: 'bought_product' as const };
    expect(await successesOf(two({ ...bought, targets: ['P1', 'P9'] }))).toEqual([1]);
    expect(await successesOf(two({ ...bought, targets: ['P1', 'P2'] }))).toEqual([2]);
    expect(await successesOf(two({ ...bought, targets: ['P9'] }))).toEqual([0]);
  });

  it('is known of nobody whose window has not closed, or whose table is not there', async () => {
    const paid = [member('paid first day')];
    const [open] = await count(paid, '2021-12-31');
    expect(open?.treatment).toEqual({ members: 1, ripe: 0, successes: 0 });
    const [closed] = await count(paid, '2022-01-01');
    expect(closed?.treatment).toEqual({ members: 1, ripe: 1, successes: 1 });
    const [untold] = await count(paid, '2022-01-01', {});
    expect(untold?.treatment).toEqual({ members: 1, ripe: 1, successes: 0 });
  });
});

describe('an experiment', () => {
  it('counts both arms', async () => {
    const members = [
      member('paid first day'),
      member('never paid'),
      member('paid last day', { arm: 'holdout' }),
    ];
    expect(await count(members)).toEqual([
      {
        ...{ action: 'C1', outcome: 'paid', windowDays: 17, enrolDays: 91, round: 1 },
        startedOn: '2021-12-15',
        treatment: { members: 2, ripe: 2, successes: 1 },
        holdout: { members: 1, ripe: 1, successes: 1 },
      } satisfies Experiment,
    ]);
  });

  it('takes in customers for so many days, and the next one after it', async () => {
    const members = ['2021-12-15', '2021-12-21', '2021-12-22', '2022-01-06'].map((since, place) =>
      member(`M${place}`, { since, enrolDays: 7 }),
    );
    const rounds = (await count(members)).map(({ round, startedOn, treatment }) => [
      ...[round, startedOn, treatment.members],
    ]);
    expect(rounds).toEqual([
      [1, '2021-12-15', 2],
      [2, '2021-12-22', 1],
      [4, '2022-01-05', 1],
    ]);
  });

  it('is another one where the action is measured by something else', async () => {
    const members = [member('M1'), member('M2', { windowDays: 7 }), member('M3', { action: 'C2' })];
    expect(await count(members)).toHaveLength(3);
  });

  it('of nobody there is none', async () => {
    expect(await count([])).toEqual([]);
  });
});
