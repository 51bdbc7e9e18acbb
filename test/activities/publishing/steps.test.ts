import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverPublication } from '../../../activities/publishing/deliver-publication.ts';
import { diffPublication } from '../../../activities/publishing/diff-publication.ts';
import { explainChanges } from '../../../activities/publishing/explain-changes.ts';
import { flipPublication } from '../../../activities/publishing/flip-publication.ts';
import { stagePublication } from '../../../activities/publishing/stage-publication.ts';
import { validatePublication } from '../../../activities/publishing/validate-publication.ts';
import { digestText } from '../../../models/artifact-key.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import type { PublishingBounds } from '../../../models/contracts/project-config.ts';
import { listSinks, SINK_KINDS, type SinkKind } from '../../../models/contracts/sink.ts';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { Basis } from '../../../models/publishing/basis.ts';
import type { PublicationDiff } from '../../../models/publishing/publication-diff.ts';
import { findPublication } from '../../../platform/postgres/publications.ts';
import { listReceipts } from '../../../platform/postgres/receipts.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { strategy } from '../../platform/publishing/sketch-strategy.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

let postgres: TestPostgres;
let services: StepServices;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  await postgres.database.query('truncate publications, strategies, arms cascade');
  services = createServices(makeTemporaryDirectory(), postgres.database);
});

const two = (offer: string) => [
  strategy({ strategy_id: 's1', customer_id: 'M1', offer }),
  strategy({ strategy_id: 's2', customer_id: 'M2', offer, arm: 'holdout' }),
];

const HELD: { champions: string[]; standIns: string[] } = { champions: [], standIns: [] };
const BASIS: Basis = {
  data: { asOf: '2021-12-15', since: null, artifacts: {} },
  models: { id: 'm1', choices: {}, artifacts: {} },
  scores: {},
};

const BOUNDS: PublishingBounds = { minRowRatio: 0.1, maxRowRatio: 10, maxChangingShare: 1 };

interface RunOptions {
  runId?: string;
  asOf?: string;
  dryRun?: boolean;
  on?: StepServices;
  bounds?: PublishingBounds;
  basis?: Basis;
}

/** The steps of a run that publishes these strategies, each to be called as the workflow does. */
async function prepare(
  rows: readonly Strategy[],
  {
    runId = 'r1',
    asOf = '2021-12-15',
    dryRun = false,
    on = services,
    bounds = BOUNDS,
    basis = BASIS,
  }: RunOptions = {},
) {
  const session = await openTestSession();
  let contentDigest = '';
  const { strategies } = await giveArtifacts(
    on,
    {
      // Each plan is an artifact of its own.
      strategies: {
        file: `plan-${digestText(JSON.stringify(rows)).slice(0, 8)}.parquet`,
        rows: rows.length,
        async write(path: string) {
          const scratchPath = join(makeTemporaryDirectory(), 'content.parquet');
          ({ contentDigest } = await writeStrategies(session, rows, { path, scratchPath }));
        },
      },
    },
    digestText(JSON.stringify(rows)),
  );
  const call = { effect: 'external', runId } as const;
  const inputs = { strategies: strategies! };
  return {
    stage: async () =>
      (
        await runStep(stagePublication, on, {
          ...call,
          params: { asOf, dryRun, sinks: ['postgres', 'files'], contentDigest, basis },
          inputs,
        })
      ).value,
    validate: (publicationId: string) =>
      runStep(validatePublication, on, { ...call, params: { publicationId, bounds }, inputs }),
    diff: async (publicationId: string) =>
      (await runStep(diffPublication, on, { ...call, params: { publicationId, bounds, held: HELD }, inputs }))
        .value,
    compare: async (publicationId: string, held = HELD) =>
      (await runStep(diffPublication, on, { ...call, params: { publicationId, bounds, held }, inputs }))
        .value,
    explain: async (publicationId: string, diff: PublicationDiff, plans: Artifacts | string) =>
      (
        await runStep(explainChanges, on, {
          ...call,
          params: { publicationId, diff, unexplained: typeof plans === 'string' ? plans : null },
          inputs: typeof plans === 'string' ? {} : plans,
        })
      ).value,
    strategies: strategies!,
    flip: async (publicationId: string, against: string | null) =>
      (await runStep(flipPublication, on, { ...call, params: { publicationId, against, dryRun } })).value,
    deliver: async (publicationId: string, kind: SinkKind) => {
      const sinks = listSinks({}).filter((sink) => sink.kind === kind);
      const params = { publicationId, kind, sinks: sinks.map(({ name, settings }) => ({ name, settings })) };
      return (await runStep(deliverPublication, on, { ...call, params })).value;
    },
  };
}

/** The whole way, as the workflow goes it. */
async function publish(rows: readonly Strategy[], options: RunOptions = {}) {
  const steps = await prepare(rows, options);
  const staged = await steps.stage();
  const { publicationId } = staged;
  let { diff } = staged;
  if (!staged.isLive) {
    await steps.validate(publicationId);
    // As in a run: what can be scored again is not part of what is told.
    const { live: _, ...found } = await steps.diff(publicationId);
    diff = found;
    await steps.flip(publicationId, diff.against);
  }
  const sinks =
    options.dryRun === true
      ? []
      : (await Promise.all(SINK_KINDS.map((kind) => steps.deliver(publicationId, kind)))).flat();
  return { ...staged, diff, sinks };
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

it('puts the first version live in every sink, with receipts of what each has', async () => {
  const published = await publish(two('coupon'));
  const location = join(filesRoot(), 'live');
  expect(published).toMatchObject({
    publicationId: expect.stringMatching(/^pub_[0-9a-f]{16}$/),
    version: 1,
    rows: 2,
    isOwn: true,
    diff: { against: null, customers: 2, changed: null, unexplained: 'nothing was live before' },
    sinks: [
      { sink: 'postgres', state: 'delivered', rows: 1, location: 'crosslift.live_strategies' },
      { sink: 'files', state: 'delivered', rows: 1, location },
    ],
  });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
  expect(readFiles()).toEqual(['coupon']);
  const receipts = await listReceipts(postgres.database, [published.publicationId]);
  expect(receipts.map(({ sink, row_count }) => [sink, row_count])).toEqual([
    ['files', 1],
    ['postgres', 1],
  ]);
});

it('replaces it by the next, whole, and says what changed for whom', async () => {
  await publish(two('coupon'));
  const third = strategy({ strategy_id: 's3', customer_id: 'M3', offer: 'points' });
  const kept = two('coupon')[1]!;
  const published = await publish(
    [strategy({ strategy_id: 's1', customer_id: 'M1', offer: 'points' }), kept, third],
    {
      runId: 'r2',
      asOf: '2021-12-16',
    },
  );
  expect(published).toMatchObject({
    version: 2,
    isOwn: true,
    diff: { againstVersion: 1, customers: 3, before: 2, same: 1, changed: 1, added: 1, removed: 0 },
  });
  expect((await readLive()).map(({ strategy_id, offer, version }) => [strategy_id, offer, version])).toEqual([
    ['s1', 'points', 2],
    ['s3', 'points', 2],
  ]);
  expect(readFiles()).toEqual(['points', 'points']);
  expect(listVersions()).toEqual(['live', 'v1', 'v2']);
});

describe('what is live already', () => {
  it('is not published again by another run', async () => {
    const first = await publish(two('coupon'));
    const again = await publish(two('coupon'), { runId: 'r2', asOf: '2021-12-16' });
    expect(again).toMatchObject({ version: 1, isLive: true, isOwn: false, diff: first.diff });
    expect(listVersions()).toEqual(['live', 'v1']);
  });

  it('is the work of the run itself where its attempt is repeated', async () => {
    await publish(two('coupon'));
    expect(await publish(two('coupon'))).toMatchObject({ version: 1, isOwn: true });
  });

  it('is carried to a sink that an interrupted attempt left behind', async () => {
    await publish(two('coupon'));
    rmSync(join(filesRoot(), 'live'));
    await publish(two('coupon'));
    expect(readlinkSync(join(filesRoot(), 'live'))).toMatch(/^v1-[0-9a-f]{8}$/);
  });
});

it('goes on where an attempt was interrupted before the flip', async () => {
  const steps = await prepare(two('coupon'));
  const { publicationId } = await steps.stage();
  await steps.diff(publicationId);
  expect(await readLive()).toEqual([]);
  expect(existsSync(join(filesRoot(), 'live'))).toBe(false);
  expect(await publish(two('coupon'))).toMatchObject({ publicationId, version: 1, isOwn: true });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
});

describe('why offers change', () => {
  const findDiff = async (publicationId: string) =>
    (await findPublication(postgres.database, publicationId))!.diff;

  it('is counted from what tonight makes of earlier data and models, and kept with the publication', async () => {
    const yesterday = await publish(two('coupon'));
    const before = (await prepare(two('coupon'))).strategies;
    const tonight = await prepare(two('points'), { runId: 'r2', asOf: '2021-12-16' });
    const { publicationId } = await tonight.stage();
    const { live, ...diff } = await tonight.compare(publicationId);
    expect(live).toMatchObject({ strategies: { digest: before.digest }, basis: BASIS });
    expect(diff).toMatchObject({ against: yesterday.publicationId, changed: 2, causes: null });
    // M1 moves with the data, M2 only with data and model together.
    const alone = await prepare([two('points')[0]!, two('coupon')[1]!]);
    const plans = { before, after: tonight.strategies, old: before };
    const explained = await tonight.explain(publicationId, diff, {
      ...plans,
      ...{ newData: alone.strategies, newModel: before },
    });
    const causes = { dataOnly: 1, modelOnly: 0, eitherAlone: 0, bothNeeded: 1, rulesOrSuppression: 0 };
    expect(explained).toEqual({ ...diff, causes, unexplained: null });
    expect(await findDiff(publicationId)).toEqual(explained);
    await expect(tonight.explain(publicationId, diff, plans)).rejects.toThrow('no plan newData to compare');
  });

  it('is not known, with the reason, where nothing can be scored again', async () => {
    const gone = { uri: 'store:artifacts/a/b/c/landmarks.parquet', digest: 'a'.repeat(64), rows: 1 };
    await publish(two('coupon'), {
      basis: { ...BASIS, data: { ...BASIS.data, artifacts: { landmarks: gone } } },
    });
    const tonight = await prepare(two('points'), { runId: 'r2', asOf: '2021-12-16' });
    const { publicationId } = await tonight.stage();
    const { live, ...diff } = await tonight.compare(publicationId);
    expect(live).toBeNull();
    expect(diff.unexplained).toBe('the landmarks of version 1 are no longer in the store');
    await postgres.database.query('update publications set basis = null');
    expect((await tonight.compare(publicationId)).unexplained).toBe(
      'nothing was kept of what version 1 rests on',
    );
    await tonight.explain(publicationId, diff, 'the scorer failed');
    expect(await findDiff(publicationId)).toMatchObject({ causes: null, unexplained: 'the scorer failed' });
  });

  it('is nothing where nothing changes, although messages do', async () => {
    await publish(two('coupon'));
    const reworded = two('coupon').map((row) => ({ ...row, message_en: 'Another text' }));
    const { diff } = await publish(reworded, { runId: 'r2', asOf: '2021-12-16' });
    const none = { dataOnly: 0, modelOnly: 0, eitherAlone: 0, bothNeeded: 0, rulesOrSuppression: 0 };
    expect(diff).toMatchObject({ same: 2, causes: none, unexplained: null });
  });

  it('says which rows a model carries that was not released tonight', async () => {
    const evidence = JSON.stringify({ model: 'mlp@stay_3h' });
    const tonight = await prepare(two('coupon').map((row) => ({ ...row, evidence })));
    const { publicationId } = await tonight.stage();
    const diff = await tonight.compare(publicationId, { champions: ['mlp@stay_3h'], standIns: [] });
    expect(diff.held).toEqual({ byChampion: 2, byStandIn: 0, withdrawn: null });
  });
});

describe('two publishers at once', () => {
  it('are told apart by what each was compared with: the second compares again', async () => {
    const [first, second] = [
      await prepare(two('coupon'), { runId: 'r1' }),
      await prepare(two('points'), { runId: 'r2' }),
    ];
    const [one, other] = [await first.stage(), await second.stage()];
    const [{ against }] = [await first.diff(one.publicationId), await second.diff(other.publicationId)];
    expect(await first.flip(one.publicationId, against)).toBe('live');
    expect(await second.flip(other.publicationId, against)).toBe('overtaken');
    const again = await second.diff(other.publicationId);
    expect(again).toMatchObject({ against: one.publicationId, changed: 2 });
    expect(await second.flip(other.publicationId, again.against)).toBe('live');
  });

  it('leave each sink with what is live: the slower one turns nothing back', async () => {
    const first = await prepare(two('coupon'), { runId: 'r1' });
    const { publicationId } = await first.stage();
    await first.flip(publicationId, (await first.diff(publicationId)).against);
    await publish(two('points'), { runId: 'r2', asOf: '2021-12-16' });
    expect(await first.deliver(publicationId, 'files')).toMatchObject([{ state: 'superseded' }]);
    expect(readFiles()).toEqual(['points']);
    expect(await listReceipts(postgres.database, [publicationId])).toEqual([]);
  });
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

it('refuses it also where the later day went live while it was staging', async () => {
  const earlier = await prepare(two('points'), { runId: 'r2', asOf: '2021-12-14' });
  const { publicationId } = await earlier.stage();
  await publish(two('coupon'));
  const { against } = await earlier.diff(publicationId);
  await expect(earlier.flip(publicationId, against)).rejects.toMatchObject({
    type: 'UsageError',
    message: expect.stringContaining('a later day went live'),
  });
});

describe('rows that break the contract of a strategy', () => {
  it.each([
    [
      'a key twice',
      [strategy({}), strategy({ customer_id: 'M2' })],
      'strategy s1 repeats the key of another',
    ],
    [
      'two offers of an action for a customer',
      [strategy({}), strategy({ strategy_id: 's2' })],
      '2 rows: strategy s1 is a second one of its customer and action',
    ],
    [
      'an end before the beginning',
      [strategy({ valid_to: '2021-12-14' })],
      'strategy s1 ends before it begins',
    ],
    ['another dataset', [strategy({ dataset: 'store' })], 'strategy s1 is of another dataset or pipeline'],
    ['an empty message', [strategy({ message_en: ' ' })], 'strategy s1 says nothing'],
    [
      'a text that its channel does not send',
      [strategy({ channel: 'sms', message_ko: '가'.repeat(46) })],
      'strategy s1 has a message of more than 90 bytes, which sms does not send',
    ],
    ['no score', [strategy({ score: Number.NaN })], '1 rows have an empty column (expected none)'],
  ])('%s is never live', async (_, rows, problem) => {
    const steps = await prepare(rows);
    // The tables refuse some of it as well; what is asked here is what people are told.
    await expect(steps.validate('pub_1')).rejects.toMatchObject({
      type: 'ContractError',
      message: expect.stringContaining(problem),
    });
  });

  it('far fewer than usual are refused with the setting that would let them through', async () => {
    const many = (offer: string, count: number) =>
      Array.from({ length: count }, (_, place) =>
        strategy({ strategy_id: `s${place}`, customer_id: `M${place}`, offer }),
      );
    for (const [night, offer] of ['a', 'b', 'c'].entries())
      await publish(many(offer, 120), { runId: offer, asOf: `2021-12-1${night}` });
    const few = await prepare(many('d', 11), { runId: 'd' });
    await expect(few.validate('pub_1')).rejects.toMatchObject({
      message: expect.stringContaining(
        '11 rows where 120 are usual (expected at least 12: publishing.minRowRatio)',
      ),
    });
  });

  it('that change more customers than allowed are refused', async () => {
    await publish(two('coupon'));
    const bounds = { ...BOUNDS, maxChangingShare: 0.4 };
    await expect(publish(two('points'), { runId: 'r2', bounds })).rejects.toMatchObject({
      type: 'ContractError',
      message: expect.stringContaining(
        '100.0 % of customers (expected at most 40 %: publishing.maxChangingShare)',
      ),
    });
    expect(readFiles()).toEqual(['coupon']);
  });
});

it('goes the same way in a dry run, and leaves nothing of it', async () => {
  await publish(two('coupon'));
  const dry = await publish(two('points'), { runId: 'r2', dryRun: true });
  expect(dry).toMatchObject({ version: 2, diff: { changed: 2 }, sinks: [] });
  expect(await readLive()).toEqual([{ strategy_id: 's1', offer: 'coupon', version: 1 }]);
  expect(listVersions()).toEqual(['live', 'v1']);
  const { rows } = await postgres.database.query('select version, state from publications');
  expect(rows).toEqual([{ version: 1, state: 'live' }]);
  expect(await publish(two('points'), { runId: 'r3' })).toMatchObject({ version: 2 });
});
