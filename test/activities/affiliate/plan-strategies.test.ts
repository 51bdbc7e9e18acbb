import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { planAffiliateStrategies } from '../../../activities/affiliate/plan-strategies.ts';
import { PLAN_TABLES } from '../../../activities/affiliate/read-candidates.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { AffiliatePlaybook } from '../../../models/playbooks/affiliate-playbook.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { openMarts } from '../../../platform/playbooks/open-marts.ts';
import { PLAYBOOK_KINDS } from '../../../platform/playbooks/playbook-kinds.ts';
import { openTestServices } from '../../support/open-test-services.ts';
import { fixSalt, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { loadShippedPlaybook, PLAN } from './run-shop-steps.ts';

const KIND = PLAYBOOK_KINDS['affiliate-expansion'];
const AS_OF = '2021-12-30';
const { postgres, services } = await openTestServices();
let tables: Artifacts;
let playbook: AffiliatePlaybook;
beforeAll(async () => {
  await fixSalt(postgres.database, 'shop');
  playbook = await loadShippedPlaybook();
  const session = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: tmpdir() });
  tables = await writeTables(session).finally(() => session.close());
});

/**
 * A night that can be worked out by hand.
 * - M1 uses A02 only, pays at most 1,000 a unit, and A01 is next: P1 costs 1,500 there, P2 2,500, P3 is sold elsewhere
 * - M2 uses A02 only, and B01 is next, which sells no product: its branch is in the zone
 * - M3 is at risk: last seen at D01 100 days ago, and hardly likely to go anywhere new; P2, the best recommended, is sold
 *   at A05, where nobody has bought for 90 days, and P3 at A02
 * - M4 is loyal: milk is due today, bread was due before the window, salt is bought too often
 * - M5 has opted out, M6 has refused; both are like M2
 * - M7 is registered and has never bought
 */
async function writeTables(session: DuckDBSession): Promise<Artifacts> {
  const marts = [...new Set([...KIND.audience.marts, ...PLAN_TABLES])];
  await openMarts(session, 'affiliate-expansion', { ...KIND, audience: { ...KIND.audience, marts } });
  await session.run(
    `create table marts.next_affiliate (customer_id varchar, split varchar, affiliate varchar, probability double, rank integer)`,
  );
  await session.run(
    `create table marts.recommendations
       (customer_id varchar, product_id varchar, affiliate varchar, score double, rank integer)`,
  );
  const insert = (mart: string, columns: string, ...rows: string[]) =>
    session.run(
      `insert into marts.${mart} by name select * from (values ${rows.join(', ')}) as rows (${columns})`,
    );
  await insert(
    'customers',
    'customer_id, affiliates_used, latest_affiliate, recency_days',
    `('M1', 1, 'A02', 3)`,
    `('M2', 1, 'A02', 3)`,
    `('M3', 2, 'D01', 100)`,
    `('M4', 3, 'A02', 3)`,
    `('M5', 1, 'A02', 3)`,
    `('M6', 1, 'A02', 3)`,
    `('M7', 0, null, null)`,
  );
  await insert(
    'segments',
    'customer_id, segment_id, segment_name, customer_type',
    ...['M1', 'M2', 'M5', 'M6'].map((id) => `('${id}', 'S02', 'regular', 'regular')`),
    `('M3', 'S03', 'lapsed', 'churn-risk')`,
    `('M4', 'S04', 'family', 'loyal')`,
    `('M7', 'S00', 'none', 'entry')`,
  );
  await insert(
    'lifetime_value',
    'customer_id, frequency, p_alive, expected_spend, expected_value',
    ...['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map(
      (id) => `('${id}', ${id === 'M3' ? 0 : 3}, 0.9, 100.0, 5000.0)`,
    ),
    `('M7', null, null, null, null)`,
  );
  await insert(
    'customer_habits',
    'customer_id, main_affiliate, main_share, usual_zone, usual_district, high_unit_price',
    `('M1', 'A02', 1.0, 'Z01', 'Z01001', 1000.0)`,
    ...['M2', 'M5', 'M6'].map((id) => `('${id}', 'A02', 0.5, 'Z01', 'Z01001', 1000.0)`),
    `('M3', 'D01', 0.5, 'Z02', 'Z02001', null)`,
    `('M4', 'A02', 0.5, 'Z01', 'unknown', 1000.0)`,
    `('M7', null, null, 'unknown', 'unknown', null)`,
  );
  await insert(
    'contacts',
    'customer_id, consent, is_opted_out',
    ...['M1', 'M2', 'M3', 'M7'].map((id) => `('${id}', 'unknown', false)`),
    `('M4', 'given', false)`,
    `('M5', 'given', true)`,
    `('M6', 'refused', false)`,
  );
  await insert(
    'next_affiliate',
    'customer_id, split, affiliate, probability, rank',
    `('M1', 'serving', 'A01', 0.2, 1)`,
    `('M1', 'serving', 'D01', 0.1, 2)`,
    `('M1', 'test', 'D01', 0.9, 1)`,
    ...['M2', 'M5', 'M6'].map((id) => `('${id}', 'serving', 'B01', 0.1, 1)`),
    `('M3', 'serving', 'A06', 0.005, 1)`,
    `('M4', 'serving', 'A06', 0.005, 1)`,
    `('M7', 'serving', 'D01', 0.03, 1)`,
    `('M7', 'serving', 'A06', 0.02, 2)`,
  );
  await insert(
    'recommendations',
    'customer_id, product_id, affiliate, score, rank',
    `('M1', 'P2', 'A01', 0.9, 1)`,
    `('M1', 'P3', 'A03', 0.8, 2)`,
    `('M1', 'P1', 'A01', 0.7, 3)`,
    `('M3', 'P2', 'A05', 0.9, 1)`,
    `('M3', 'P3', 'A02', 0.6, 2)`,
    `('M4', 'P3', 'A02', 0.5, 1)`,
  );
  await insert(
    'affiliate_products',
    'affiliate_code, product_code, lines, mean_unit_price',
    `('A01', 'P1', 40, 1500.0)`,
    `('A01', 'P2', 90, 2500.0)`,
    `('A02', 'P3', 20, 20.0)`,
    `('A03', 'P3', 70, 10.0)`,
    `('A05', 'P2', 30, 2000.0)`,
  );
  await insert(
    'product_features',
    'product_code, product_name, category',
    `('P1', '양말', '속옷')`,
    `('P2', '코트', '여성의류')`,
    `('P3', '사과', '과일')`,
    `('milk', '우유', '유제품')`,
    `('bread', '식빵', '대용식')`,
    `('salt', '소금', '조미료')`,
  );
  await insert(
    'affiliates',
    'affiliate_code, branches',
    `('A01', 2)`,
    `('B01', 1)`,
    `('D01', 1)`,
    `('A06', 0)`,
  );
  await insert(
    'nearest_branches',
    'zone, district, affiliate_code, branch_code, branch_district, is_same_district',
    `('Z01', 'Z01001', 'B01', 'B010001', 'Z01002', false)`,
    `('Z02', 'Z02001', 'D01', 'D010001', 'Z02001', true)`,
  );
  await insert(
    'customer_affiliates',
    'customer_id, affiliate_code, annual_purchases, last_used_on',
    `('M1', 'A02', 5, date '2021-12-27')`,
    `('M3', 'D01', 2, date '2021-09-21')`,
    `('M3', 'A02', 9, date '2021-09-01')`,
    `('M3', 'A05', 20, date '2021-08-01')`,
    `('M4', 'A02', 9, date '2021-12-27')`,
  );
  await insert(
    'repurchase_dates',
    `customer_id, product_code, affiliate_code, purchase_days, last_bought_on, mean_unit_price, own_gap_days,
      product_gap_days, product_repurchases, repeat_share, gap_days, due_on`,
    `('M4', 'milk', 'A02', 3, date '2021-11-30', 4.0, 30.0, 30.0, 90, 0.5, 30.0, date '2021-12-30')`,
    `('M4', 'bread', 'A02', 3, date '2021-11-30', 9.0, 20.0, 30.0, 90, 0.5, 23.0, date '2021-12-23')`,
    `('M4', 'salt', 'A02', 3, date '2021-12-20', 99.0, 10.0, 10.0, 90, 0.5, 10.0, date '2021-12-30')`,
  );
  return giveArtifacts(
    services,
    Object.fromEntries(
      [...marts, 'next_affiliate', 'recommendations'].map((name) => [
        name,
        {
          file: `${name}.parquet`,
          rows: 1,
          write: (path: string) => session.copyToParquet({ table: `marts.${name}` }, path, { orderBy: [] }),
        },
      ]),
    ),
  );
}

async function read<Row>(sql: string, ref: ArtifactRef): Promise<Row[]> {
  const session = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: tmpdir() });
  return session.rows<Row>(sql, { path: services.store.locate(ref) }).finally(() => session.close());
}

async function plan(change: object = {}) {
  const { artifacts, ...result } = await runStep(planAffiliateStrategies, services, {
    step: 'plan-strategies',
    params: {
      ...PLAN,
      asOf: AS_OF,
      playbook,
      recommender: { name: 'ease@ab', standsIn: true },
      ...change,
    },
    inputs: Object.fromEntries(
      [...PLAN_TABLES, 'next_affiliate', 'recommendations'].map((name) => [name, tables[name]!]),
    ) as never,
  });
  const strategies = await read<Strategy>(
    'from read_parquet($path) order by customer_id, action_id',
    artifacts.strategies,
  );
  const dropped = await read<{ customer_id: string; action_id: string; reason: string }>(
    'from read_parquet($path) order by customer_id, action_id',
    artifacts.suppressed,
  );
  return { ...result, strategies, dropped };
}

describe('plan-strategies', () => {
  let night: Awaited<ReturnType<typeof plan>>;
  beforeAll(async () => {
    night = await plan();
  });

  it('gives each customer what stands first in the playbook, by name', () => {
    expect(
      night.strategies.map(({ customer_id, action_id, offer }) => [customer_id, action_id, offer]),
    ).toEqual([
      ['M1', 'cross-sell-hypermarket', 'coupon valid only at the department store'],
      ['M1', 'second-affiliate', 'first-use coupon at the department store for 양말'],
      ['M2', 'second-affiliate-visit', 'first-use coupon at the hotel, branch B010001 near you (Z01002)'],
      ['M3', 'new-products', '사과 at the hypermarket, not bought before'],
      ['M3', 'win-back', 'coupon at the fast-food restaurant that expires in 14 days'],
      ['M4', 'keep', 'points multiplier, voucher gift and early access at the online mall'],
      ['M4', 'repurchase', '우유 again at the hypermarket'],
      ['M7', 'onboard-nearby', 'first-use discount at the fast-food restaurant in the app with L.pay'],
    ]);
  });

  it('says of everybody else in an audience why not', () => {
    const reasons = night.dropped.map(({ customer_id, action_id, reason }) => [
      customer_id,
      action_id,
      reason,
    ]);
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['M3', 'next-affiliate-visit', 'low_confidence'],
        ['M3', 'win-back-food', 'too_soon'],
        ['M4', 'new-products', 'nightly_cap'],
        ['M4', 'next-affiliate-visit', 'low_confidence'],
        ['M5', 'second-affiliate-visit', 'opted_out'],
        ['M6', 'second-affiliate-visit', 'no_consent'],
      ]),
    );
    expect(night.strategies.length + night.dropped.length).toBe(night.metrics.candidates);
    expect(night.value.suppressed).toEqual({
      ...{ low_confidence: 2, nightly_cap: 1, no_consent: 1, opted_out: 1, too_soon: 1 },
    });
  });

  it('names the evidence of each row', () => {
    const reasonOf = (action: string) =>
      night.strategies.find(({ action_id }) => action_id === action)?.reason;
    expect(reasonOf('second-affiliate')).toContain(
      'A01 is new with a chance of 20.0 % within 60 days (transitions@0123456789ab, since the model was held); recommended P1 (place 3, 40 lines sold there) (ease@ab, since the model was held)',
    );
    expect(reasonOf('repurchase')).toContain(
      "milk is due on 2021-12-30: last bought on 2021-11-30, own gap 30 days, the product's 30 days over 90 repurchases",
    );
    expect(reasonOf('new-products')).toMatch(
      /; recommended P3 \(place 2, 20 lines sold there\) \(ease@ab, since the model was held\); has no likely next affiliate; /,
    );
    const recommended = night.strategies.find(({ action_id }) => action_id === 'new-products')!;
    expect(JSON.parse(recommended.evidence).measured_by).toMatchObject({
      outcome: 'bought_product',
      targets: ['P3'],
    });
    const { score } = night.strategies.find(({ action_id }) => action_id === 'repurchase')!;
    expect(score).toBeCloseTo(2.5 / 3); // came back twice, and half of the buyers do
  });

  it('claims nothing of whoever came on a single day', () => {
    const scoreOf = (action: string) => night.strategies.find(({ action_id }) => action_id === action)?.score;
    expect([scoreOf('win-back'), scoreOf('keep')]).toEqual([0, 0.005]);
    expect(night.strategies.find(({ action_id }) => action_id === 'win-back')?.reason).not.toContain(
      'still a customer',
    );
  });

  it('writes advertising with its mark, sender and opt-out', () => {
    for (const { message_ko } of night.strategies)
      expect(message_ko).toMatch(/^\(광고\) \[크로스리프트 멤버스\] .* 무료 수신거부: 앱 설정 > 알림$/);
  });

  it('goes on where the night before ended', async () => {
    const { strategies } = await plan({ earlier: [{ asOf: '2021-12-22', digest: 'd'.repeat(64) }] });
    const { offer } = strategies.find(({ action_id }) => action_id === 'repurchase')!;
    expect(offer).toBe('식빵 again at the hypermarket'); // due on the 23rd, and worth more
  });

  it('sends to a branch where the run made no recommendations', async () => {
    const { recommendations, ...others } = tables;
    const { artifacts } = await runStep(planAffiliateStrategies, services, {
      step: 'plan-strategies',
      params: { ...PLAN, asOf: AS_OF, playbook },
      inputs: Object.fromEntries(
        [...PLAN_TABLES, 'next_affiliate'].map((name) => [name, others[name]!]),
      ) as never,
    });
    const rows = await read<Strategy>(
      `from read_parquet($path) where customer_id = 'M1'`,
      artifacts.strategies,
    );
    expect(rows.map(({ action_id }) => action_id).sort()).toEqual([
      'cross-sell-hypermarket',
      'second-affiliate-visit',
    ]);
    expect(recommendations).toBeDefined();
  });

  it('reminds and cares where no next affiliate was predicted, offers no new one, and says so', async () => {
    const { artifacts } = await runStep(planAffiliateStrategies, services, {
      step: 'plan-strategies',
      params: { ...PLAN, asOf: AS_OF, playbook, scorer: null },
      inputs: Object.fromEntries(
        [...PLAN_TABLES, 'recommendations'].map((name) => [name, tables[name]!]),
      ) as never,
    });
    const rows = await read<Strategy>(
      'from read_parquet($path) order by customer_id, action_id',
      artifacts.strategies,
    );
    expect(rows.map(({ customer_id, action_id, offer }) => [customer_id, action_id, offer])).toEqual([
      // Who would be told of a new affiliate is told of products at the one in use.
      ['M1', 'new-products', '사과 at the hypermarket, not bought before'],
      ['M3', 'new-products', '사과 at the hypermarket, not bought before'],
      ['M3', 'win-back', 'coupon at the fast-food restaurant that expires in 14 days'],
      ['M4', 'new-products', '사과 at the hypermarket, not bought before'],
      ['M4', 'repurchase', '우유 again at the hypermarket'],
    ]);
    for (const { reason } of rows)
      expect(reason).toContain('no next affiliate is predicted, for want of history');
  });
});
