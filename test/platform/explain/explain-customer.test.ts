import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PIPELINES, type PipelineName } from '../../../models/contracts/pipeline.ts';
import { UsageError } from '../../../platform/errors.ts';
import { explainCustomer } from '../../../platform/explain/explain-customer.ts';
import { beginStep, endRun, finishStep, insertRun } from '../../../platform/postgres/run-log.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices, giveArtifacts } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from '../publishing/sketch-strategy.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.database.query('truncate runs, run_steps'));

const [TRIAL, AFFILIATE] = PIPELINES;

/** A finished run whose one step made these tables, each a query. */
async function record(
  runId: string,
  tables: Record<string, string>,
  { pipeline = TRIAL, dataset = 'coworking' }: { pipeline?: PipelineName; dataset?: string } = {},
) {
  const { database } = postgres;
  const session = await openTestSession();
  const services = createServices(directory, database);
  const artifacts = await giveArtifacts(
    services,
    Object.fromEntries(
      Object.entries(tables).map(([name, query]) => [
        name,
        {
          file: `${runId}-${name}.parquet`,
          rows: 1,
          write: (path: string) => session.copyToParquet({ query }, path, { orderBy: [] }),
        },
      ]),
    ),
  );
  const run = {
    run_id: runId,
    workflow_id: `${pipeline}/${dataset}`,
    pipeline,
    dataset,
    as_of: '2021-12-30',
    input: {},
  };
  await insertRun(database, run);
  await beginStep(database, { run_id: runId, step: 'all', effect: 'pure', attempt: 1, key: 'k1' });
  const step = { run_id: runId, step: 'all', reused: false, rows: 1, peak_rss_mb: 1, metrics: {} };
  await finishStep(database, { ...step, artifacts, value: null });
  await endRun(database, { ...run, state: 'finished', outcome: 'PUBLISHED', result: null, error: null });
  return services;
}

let directory = '';
beforeEach(() => {
  directory = makeTemporaryDirectory();
});
async function ask(customer: string, where: { run?: string; dataset?: string } = {}) {
  const { store } = createServices(directory, postgres.database);
  return explainCustomer(
    { database: postgres.database, store, session: await openTestSession() },
    customer,
    where,
  );
}

const literal = (row: object) =>
  `select ${Object.entries(row)
    .map(([name, value]) => `${typeof value === 'number' ? value : `'${value}'`} as ${name}`)
    .join(', ')}`;
const TRIAL_TABLES = {
  registrants: `select 'U1' as user_id, timestamp '2021-12-28 09:00:00' as registered_at,
    timestamp '2021-12-31 09:00:00' as trial_ends_at, true as is_open, false as is_paid, null::timestamp as paid_at,
    'visited' as population`,
  contacts: `select 'U1' as user_id, 'given' as consent, false as is_opted_out`,
  landmarks: `select 'U1' as user_id, unnest(['registration', 'stay_3h']) as decision_point,
    unnest([timestamp '2021-12-28 09:00:00', timestamp '2021-12-29 13:00:00']) as decided_at,
    unnest([0, 10800]) as sum_stay_time_second`,
  predictions: `select 'U1' as user_id, 'stay_3h' as decision_point, .4 as probability, 'mlp@stay_3h' as model,
    'serving' as split, null::integer as label`,
  strategies: literal(
    strategy({ customer_id: 'U1', action_id: 'C3a', evidence: '{"claims":[{"id":"I3","verdict":null}]}' }),
  ),
  suppressed: `select 'U1' as customer_id, 'stay_3h' as decision_point, 'B3' as action_id, 'outranked' as reason`,
};

describe('a trial customer', () => {
  it('has a story: features at each moment, score, offer, and why nothing else', async () => {
    await record('r1', TRIAL_TABLES);
    const { customer, run, answers } = await ask('U1');
    expect(customer).toBe('U1');
    expect(run).toEqual({
      run_id: 'r1',
      pipeline: TRIAL,
      dataset: 'coworking',
      as_of: '2021-12-30',
      outcome: 'PUBLISHED',
    });
    expect(Object.keys(answers)).toEqual([
      'subject',
      'consent',
      'features',
      'scores',
      'offers',
      'suppressed',
    ]);
    expect(answers.subject).toMatchObject([{ is_open: true, is_paid: false }]);
    expect(answers.features).toEqual([
      { decision_point: 'stay_3h', decided_at: '2021-12-29 13:00:00', sum_stay_time_second: 10_800 },
      { decision_point: 'registration', decided_at: '2021-12-28 09:00:00', sum_stay_time_second: 0 },
    ]);
    expect(answers.scores).toMatchObject([{ probability: 0.4, model: 'mlp@stay_3h' }]);
    expect(answers.offers).toMatchObject([{ action_id: 'C3a', arm: 'treatment' }]);
    expect(answers.suppressed).toEqual([{ action_id: 'B3', decision_point: 'stay_3h', reason: 'outranked' }]);
  });

  it('has the contributions and the claims behind the offer where a run made them', async () => {
    await record('r1', {
      ...TRIAL_TABLES,
      reasons: `select 'U1' as user_id, 'stay_3h' as decision_point, 1 as rank, 'site_count' as feature,
        .1 as contribution`,
      insights: `select unnest(['I1', 'I3']) as claim_id, unnest(['refuted', 'not supported']) as verdict,
        'so' as sentence_en, '그래서' as sentence_ko`,
    });
    const { answers } = await ask('U1');
    expect(answers.reasons).toEqual([
      { decision_point: 'stay_3h', rank: 1, feature: 'site_count', contribution: 0.1 },
    ]);
    expect(answers.claims).toMatchObject([{ claim_id: 'I3', verdict: 'not supported' }]);
  });
});

/** Where no affiliate is likely to be next, products that are recommended at the ones in use. */
const WITHOUT_NEXT = {
  action_id: 'new-products',
  reason: 'recommended P1 (place 1, 9 lines sold there); has no likely next affiliate',
};

it('of a loyalty programme has a story: habits, what is recommended and due, and why nothing else', async () => {
  const due = { due_on: '2021-12-30', own_gap_days: 30 };
  await record(
    'shop',
    {
      customers: `select 'M1' as customer_id, 2 as affiliates_used`,
      contacts: `select 'M1' as customer_id, 'given' as consent, false as is_opted_out`,
      customer_habits: `select 'M1' as customer_id, 'A02' as main_affiliate`,
      segments: `select 'M1' as customer_id, 'S01' as segment_id, 'loyal' as customer_type`,
      next_affiliate: `select 'M1' as customer_id, 'serving' as split, 'B01' as affiliate, .2 as probability, 1 as rank`,
      product_features: `from (values ('P1', '우유', '유제품'), ('P2', '빵', '대용식'))
        as products (product_code, product_name, category)`,
      affiliate_products: `select 'B01' as affiliate_code, 'P1' as product_code, 9 as lines, 3.5 as mean_unit_price`,
      recommendations: `select 'M1' as customer_id, 'P1' as product_id, 'B01' as affiliate, .7 as score, 1 as rank`,
      similar_products: `from (values ('P1', 'P3', .5, 1), ('P1', 'P2', .4, 2))
        as likenesses (product_id, similar_id, score, rank)`,
      product_days: `from (values ('M1', 'P2'), ('M2', 'P3')) as days (customer_id, product_code)`,
      repurchase_dates: `select 'M1' as customer_id, 'P1' as product_code, 'A02' as affiliate_code,
        date '2021-12-30' as due_on, date '2021-11-30' as last_bought_on, 3 as purchase_days, 30 as own_gap_days,
        31 as product_gap_days, 90 as product_repurchases, 30 as gap_days`,
      strategies: `${literal(strategy({ strategy_id: 's1', action_id: 'repurchase', channel: 'app' }))}
        union all ${literal(strategy({ strategy_id: 's2', channel: 'email', ...WITHOUT_NEXT }))}`,
      suppressed: `select 'M1' as customer_id, 'keep' as action_id, 'nightly_cap' as reason`,
    },
    { pipeline: AFFILIATE, dataset: 'shop' },
  );
  const { answers } = await ask('M1');
  expect(answers).toMatchObject({
    consent: [{ consent: 'given' }],
    habits: [{ main_affiliate: 'A02' }],
    segment: [{ customer_type: 'loyal' }],
    scores: [{ affiliate: 'B01', probability: 0.2 }],
    recommendations: [{ product_name: '우유', lines_there: 9, unit_price_there: 3.5 }],
    // P3 is nearer, but somebody else's.
    similar_purchases: [{ rank: 1, bought_product_name: '빵', likeness: 0.4 }],
    reminders: [{ ...due, product_name: '우유', affiliate_code: 'A02' }],
    offers: [WITHOUT_NEXT, { action_id: 'repurchase' }],
    suppressed: [{ action_id: 'keep', reason: 'nightly_cap' }],
  });
});

it('is looked for in the newest run of every dataset that ended, and in no other', async () => {
  await record('old', { registrants: TRIAL_TABLES.registrants.replace('U1', 'U0') });
  await record('new', TRIAL_TABLES);
  await record(
    'shop',
    { customers: `select 'M1' as customer_id, 2 as affiliates_used` },
    { pipeline: AFFILIATE, dataset: 'shop' },
  );
  expect((await ask('U1')).run.run_id).toBe('new');
  expect((await ask('M1')).answers).toEqual({ subject: [{ affiliates_used: 2 }] });
  await expect(ask('U0')).rejects.toThrow(UsageError);
  await expect(ask('U1', { dataset: 'shop' })).rejects.toThrow(
    'looked in affiliate-expansion/shop as of 2021-12-30 (shop))',
  );
  expect((await ask('U0', { run: 'old' })).run.run_id).toBe('old');
});

it('says whom it does not know, and where it looked', async () => {
  await expect(ask('U9')).rejects.toThrow(
    'no customer U9 (expected an id of the source, as it is written there; looked in no run: there is none yet)',
  );
  await record('r1', TRIAL_TABLES);
  await expect(ask("U9' or 1 = 1")).rejects.toThrow(
    'looked in trial-conversion/coworking as of 2021-12-30 (r1))',
  );
});
