import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../../platform/duckdb/session.ts';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import type { NextAffiliateSnapshots } from '../../../../sql/affiliate/marts/next_affiliate_snapshots.ts';
import { affiliateProject, event, insertRows, openSource } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

let session: DuckDBSession;
beforeAll(async () => {
  session = await openSource(shopSource);
});
afterAll(() => session.close());

async function buildSnapshots(params = shopAsOf): Promise<NextAffiliateSnapshots[]> {
  const targets = ['marts.next_affiliate_snapshots'];
  await buildModels(session, await affiliateProject(), { targets, params });
  return session.rows('from marts.next_affiliate_snapshots order by customer_id, cut_date');
}

describe('next_affiliate_snapshots', () => {
  let rows: NextAffiliateSnapshots[];
  beforeAll(async () => {
    rows = await buildSnapshots();
  });

  const of = (customer: string, day: string) =>
    rows.find((row) => row.customer_id === customer && row.cut_date === day);

  it('has a row per cut once a customer has come, and one to serve for each', () => {
    expect(rows.map((row) => `${row.customer_id} ${row.cut_date}`)).toEqual([
      'M1 2021-05-01',
      'M1 2021-06-01',
      'M1 2021-07-01',
      'M1 2021-08-01',
      'M2 2021-07-01', // came in the hour that June began
      'M2 2021-08-01',
      'M3 2021-08-01',
      'M5 2021-05-01',
      'M5 2021-06-01',
      'M5 2021-07-01',
      'M5 2021-08-01',
    ]);
    expect(rows.filter((row) => row.is_serving).every((row) => row.cut_date === '2021-08-01')).toBe(true);
    expect(rows.filter((row) => row.outcome_ripe).every((row) => row.cut_date <= '2021-06-01')).toBe(true);
  });

  it('knows what had happened before the cut', () => {
    expect(of('M1', '2021-06-01')).toEqual({
      customer_id: 'M1',
      cut_date: '2021-06-01',
      is_serving: false,
      outcome_ripe: true,
      gender: 'female',
      age_band: '30s',
      home_zone: 'Z01',
      latest_affiliate: 'D01',
      used_affiliates: ['A01', 'D01'],
      affiliates_used: 2,
      visits: 3,
      visits_90d: 1,
      active_days: 3,
      spend: 200,
      spend_90d: 20,
      online_share: 1 / 3,
      payment_share: 1 / 3,
      mean_gap_days: 62.5, // 5 January, 15 January, 10 May
      recency_days: 22,
      tenure_days: 147,
      days_since_new_affiliate: 22,
      visits_by_affiliate: [2, 0, 0, 0, 1, 0], // A01 A02 B01 C01 D01 E01
      visits_90d_by_affiliate: [0, 0, 0, 0, 1, 0],
      any_new: 1,
      next_affiliates: ['A02', 'C01'], // of one hour: a set
    });
  });

  it('gives the most visited affiliate of the last hour as the latest', async () => {
    expect(of('M1', '2021-07-01')).toMatchObject({ latest_affiliate: 'A02', days_since_new_affiliate: 11 });
  });

  it('counts the 90th day before the cut as recent, and not the day before it', () => {
    expect(of('M5', '2021-06-01')).toMatchObject({ visits_90d: 1, spend_90d: 7, recency_days: 90 });
    expect(of('M1', '2021-07-01')).toMatchObject({ visits: 5, visits_90d: 3, spend_90d: 31 });
    expect(of('M5', '2021-07-01')).toMatchObject({ visits: 2, visits_90d: 1, spend_90d: 3 });
  });

  it('ends the outcome before the 60th day', () => {
    expect(of('M5', '2021-05-01')).toMatchObject({ any_new: 0, next_affiliates: [] });
    expect(of('M5', '2021-06-01')).toMatchObject({ any_new: 1, next_affiliates: ['B01'] });
  });

  it('names only the earliest new affiliates', () => {
    expect(of('M1', '2021-05-01')).toMatchObject({ any_new: 1, next_affiliates: ['D01'] });
  });

  it('has no outcome before its days have passed', () => {
    expect(of('M1', '2021-07-01')).toMatchObject({ any_new: null, next_affiliates: null });
  });

  it('serves customers who never came', () => {
    expect(of('M3', '2021-08-01')).toMatchObject({
      used_affiliates: [],
      visits: 0,
      online_share: null,
      recency_days: null,
      visits_by_affiliate: [0, 0, 0, 0, 0, 0],
    });
  });
});

describe('point in time', () => {
  /** Everything but the outcome, which is about the days after the cut. */
  const featuresAt = (rows: readonly NextAffiliateSnapshots[], day: string) =>
    rows
      .filter((row) => row.cut_date === day)
      .map(({ any_new: _any, next_affiliates: _next, ...features }) => features);

  it('leaves features alone when rows after the cut appear or vanish', async () => {
    const before = featuresAt(await buildSnapshots(), '2021-07-01');
    await insertRows(session, 'purchases', [
      event({ cust: 'M1', cop_c: 'E01', at: '2021-07-01 00', buy_am: 1e6 }),
      event({ cust: 'M2', cop_c: 'D01', at: '2021-07-02 00', buy_am: 1e6 }),
    ]);
    expect(featuresAt(await buildSnapshots(), '2021-07-01')).toEqual(before);
    for (const table of ['purchases', 'visits', 'payments']) {
      await session.run(`delete from raw.${table} where de_dt >= date '2021-07-01'`);
    }
    expect(featuresAt(await buildSnapshots(), '2021-07-01')).toEqual(before);
  });

  it('serves the same features that later train', async () => {
    const later = featuresAt(await buildSnapshots(), '2021-07-01');
    const served = await buildSnapshots({ ...shopAsOf, as_of: { date: '2021-07-01' } });
    const comparable = ({ is_serving: _s, outcome_ripe: _r, ...row }: (typeof later)[number]) => row;
    const active = featuresAt(served, '2021-07-01').filter((row) => row.visits > 0);
    expect(active.map(comparable)).toEqual(later.map(comparable));
  });
});
