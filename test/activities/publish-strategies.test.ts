import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishStrategies } from '../../activities/publish-strategies.ts';
import type { Strategy } from '../../models/contracts/strategy.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { openTestSession } from '../platform/duckdb/open-test-session.ts';
import { strategy } from '../platform/publishing/sketch-strategy.ts';
import { startTestPostgres, type TestPostgres } from '../support/start-test-postgres.ts';
import { createServices, giveArtifacts, runStep } from '../support/step-harness.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

let postgres: TestPostgres;
let services: StepServices;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  await postgres.database.query('truncate publications cascade');
  services = createServices(makeTemporaryDirectory(), postgres.database);
});

const two = (offer: string) => [
  strategy({ strategy_id: 's1', customer_id: 'M1', offer }),
  strategy({ strategy_id: 's2', customer_id: 'M2', offer, arm: 'holdout' }),
];

/** Publish these strategies in a run of their own. */
async function publish(
  rows: readonly Strategy[],
  { runId = 'r1', asOf = '2021-12-15', dryRun = false, on = services } = {},
) {
  const session = await openTestSession();
  let contentDigest = '';
  const inputs = await giveArtifacts(on, {
    // Each plan is an artifact of its own.
    [`plan-${rows[0]?.offer}`]: {
      file: 'strategies.parquet',
      rows: rows.length,
      async write(path: string) {
        const scratchPath = join(makeTemporaryDirectory(), 'content.parquet');
        ({ contentDigest } = await writeStrategies(session, rows, { path, scratchPath }));
      },
    },
  });
  return runStep(publishStrategies, on, {
    step: 'publish-strategies',
    effect: 'external',
    runId,
    params: { asOf, dryRun, contentDigest },
    inputs: { strategies: Object.values(inputs)[0]! },
  });
}

const readLive = async () =>
  (await postgres.database.query('select strategy_id, offer, version from live_strategies')).rows;
const filesRoot = () => join(services.config.storeDir, 'publications', 'affiliate-expansion', 'shop');
/** Names in the dataset's folder, without the id that follows each version. */
const listVersions = () =>
  readdirSync(filesRoot())
    .map((name) => name.replace(/-[0-9a-f]{8}$/, ''))
    .sort();
const readFiles = () =>
  readFileSync(join(filesRoot(), 'live', 'strategies.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Strategy).offer);

it('puts the first version live in every sink, with receipts', async () => {
  const { value } = await publish(two('coupon'));
  expect(value).toEqual({
    publicationId: expect.stringMatching(/^pub_[0-9a-f]{16}$/),
    version: 1,
    rows: 2,
    changed: true,
    location: join(filesRoot(), 'live'),
  });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
  expect(readFiles()).toEqual(['coupon']);
  const { rows } = await postgres.database.query('select sink, row_count from receipts order by sink');
  expect(rows).toEqual([
    { sink: 'files', row_count: 2 },
    { sink: 'postgres', row_count: 2 },
  ]);
});

it('replaces it by the next, whole', async () => {
  await publish(two('coupon'));
  const { value } = await publish(two('points'), { runId: 'r2', asOf: '2021-12-16' });
  expect(value).toMatchObject({ version: 2, changed: true });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'points', version: 2 }]);
  expect(readFiles()).toEqual(['points']);
  expect(listVersions()).toEqual(['live', 'v1', 'v2']);
});

describe('what is live already', () => {
  it('is not published again by another run', async () => {
    await publish(two('coupon'));
    const again = await publish(two('coupon'), { runId: 'r2', asOf: '2021-12-16' });
    expect(again).toMatchObject({ rows: 0, value: { version: 1, changed: false } });
    expect(listVersions()).toEqual(['live', 'v1']);
  });

  it('is the work of the run itself where its attempt is repeated', async () => {
    await publish(two('coupon'));
    expect((await publish(two('coupon'))).value).toMatchObject({ version: 1, changed: true });
  });

  it('is carried to a sink that an interrupted attempt left behind', async () => {
    await publish(two('coupon'));
    rmSync(join(filesRoot(), 'live'));
    await publish(two('coupon'));
    expect(readlinkSync(join(filesRoot(), 'live'))).toMatch(/^v1-[0-9a-f]{8}$/);
  });
});

it('goes on where an attempt was interrupted before the flip', async () => {
  const stopped = new Error('worker killed');
  const { database } = postgres;
  const dying: StepServices = {
    ...services,
    database: new Proxy(database, {
      get: (target, name) => {
        if (name !== 'connect') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
        return async () => {
          // Rows and files are staged; what is missing is the flip.
          if (existsSync(filesRoot()) && listVersions().includes('v1')) throw stopped;
          return target.connect();
        };
      },
    }),
  };
  await expect(publish(two('coupon'), { on: dying })).rejects.toThrow('worker killed');
  expect(await readLive()).toEqual([]);
  expect(existsSync(join(filesRoot(), 'live'))).toBe(false);
  expect((await publish(two('coupon'))).value).toMatchObject({ version: 1, changed: true });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
});

it('refuses to replace a later day by an earlier one', async () => {
  await publish(two('coupon'));
  await expect(publish(two('points'), { runId: 'r2', asOf: '2021-12-14' })).rejects.toMatchObject({
    type: 'UsageError',
    nonRetryable: true,
    message:
      'version 1, as of 2021-12-15, is live for affiliate-expansion/shop; a run as of 2021-12-14 does not replace it',
  });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
});

it('publishes nothing in a dry run', async () => {
  expect(await publish(two('coupon'), { dryRun: true })).toMatchObject({ rows: 2, value: null });
  expect(await readLive()).toEqual([]);
  expect(existsSync(filesRoot())).toBe(false);
});
