import { beforeEach, describe, expect, it } from 'vitest';
import { listOnCallFacts } from '../../../platform/postgres/on-call.ts';
import { parkStep } from '../../../platform/postgres/parked-steps.ts';
import { recordReceipt } from '../../../platform/postgres/receipts.ts';
import { endRun, failStep, insertRun } from '../../../platform/postgres/run-log.ts';
import { watchScopes } from '../../../platform/postgres/watched.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { strategy } from '../publishing/sketch-strategy.ts';
import { flipTo } from './flip-to.ts';
import { reserveDraft } from './reserve.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate runs, run_steps, publications, strategies, arms, watched cascade'));

const SHOP = { pipeline: 'affiliate-expansion', dataset: 'shop' };
const RUN = { run_id: 'r1', workflow_id: 'nightly/2021-12-15/affiliate-expansion', as_of: '2021-12-15' };
const ENDED = { state: 'finished', outcome: 'PUBLISHED', result: null, error: null } as const;
const run = (change: object = {}) => ({ ...RUN, ...SHOP, input: {}, ...change });
const facts = (scope = {}) => listOnCallFacts(database, scope);

describe('what is known of a pipeline', () => {
  it('is nothing before its first run', async () => {
    expect(await facts()).toEqual([]);
  });

  it('is its newest run, and the steps of it that are broken', async () => {
    await endRun(database, run({ run_id: 'r0', ...ENDED }) as never);
    await insertRun(database, run());
    await failStep(database, { run_id: 'r1', step: 'fit', effect: 'pure', attempt: 5, error: 'no\nat fit' });
    const parked = { run_id: 'r1', step: 'plan', effect: 'pure', error: 'TypeError: no\nat plan' } as const;
    await parkStep(database, { ...parked, parked_until: '2021-12-16T01:00:00Z' });
    const [shop] = await facts(SHOP);
    expect(shop).toMatchObject({
      ...SHOP,
      run: { runId: 'r1', state: 'running', outcome: null },
      broken: [
        { step: 'fit', state: 'failed', error: 'no\nat fit', parkedUntil: null },
        { step: 'plan', state: 'parked', error: 'TypeError: no\nat plan', parkedUntil: '2021-12-16T01:00Z' },
      ],
      publishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/),
    });
  });

  it('is what is live, until when it lasts and which sinks have not got it', async () => {
    const publication = await reserveDraft(database, 'pub_1');
    for (const [customer, validTo] of [
      ['c1', '2021-12-20'],
      ['c2', '2021-12-25'],
    ] as const) {
      const row = strategy({ customer_id: customer, strategy_id: customer, valid_to: validTo });
      await database.query(
        'insert into strategies select * from jsonb_populate_record(null::strategies, $1)',
        [JSON.stringify({ ...row, publication_id: 'pub_1' })],
      );
    }
    await flipTo(database, publication);
    await recordReceipt(database, {
      ...{ publication_id: 'pub_1', sink: 'postgres', row_count: 2, location: '', suppressed: {} },
    });
    expect((await facts())[0]).toMatchObject({
      run: null,
      live: {
        ...{ publicationId: 'pub_1', version: 1, asOf: '2021-12-15', rows: 2 },
        ...{ validUntil: '2021-12-25', missing: ['files'] },
      },
    });
  });

  it('leaves out dry runs, days of the past and experiments, and keeps a night whose source never came', async () => {
    for (const [index, workflow_id] of [
      'backfill/affiliate-expansion/shop/1',
      'affiliate-experiment/shop/1',
    ].entries())
      await endRun(database, run({ run_id: `x${index}`, workflow_id, ...ENDED }) as never);
    await endRun(database, run({ run_id: 'dry', input: { dryRun: true }, ...ENDED }) as never);
    expect(await facts()).toEqual([]);
    const failed = { state: 'failed', outcome: null, result: null, error: 'no file' };
    await endRun(database, run({ as_of: null, ...failed }) as never);
    expect((await facts())[0]).toMatchObject({
      run: { state: 'failed', error: 'no file' },
      publishedAt: null,
    });
  });

  it('says since when a schedule runs it, also before the first run, and no longer than it does', async () => {
    await watchScopes(database, 'nightly/all', [SHOP, { ...SHOP, dataset: 'york' }]);
    await watchScopes(database, 'nightly/all', [SHOP]);
    expect(await facts()).toMatchObject([{ ...SHOP, run: null, watchedSince: expect.any(String) }]);
    await watchScopes(database, 'nightly/all', []);
    expect(await facts()).toEqual([]);
  });
});
