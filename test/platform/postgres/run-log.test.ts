import { beforeEach, describe, expect, it } from 'vitest';
import {
  beginStep,
  countRunningSteps,
  endRun,
  failStep,
  findRun,
  finishStep,
  insertRun,
  listRuns,
  listSteps,
  noteProgress,
} from '../../../platform/postgres/run-log.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate runs, run_steps'));

const run = (run_id: string) => ({
  run_id,
  workflow_id: 'affiliate-expansion/shop/2021-12-15',
  pipeline: 'affiliate-expansion',
  dataset: 'shop',
  as_of: '2021-12-15',
  input: { seed: 1 },
});
const step = (change: object = {}) => ({
  run_id: 'r1',
  step: 'fit',
  effect: 'pure' as const,
  attempt: 1,
  key: 'k1',
  ...change,
});
const readStep = async () => (await listSteps(database, 'r1'))[0];

describe('a run', () => {
  it('is under way from its start to its end', async () => {
    await insertRun(database, run('r1'));
    expect(await listRuns(database, 5)).toEqual([
      {
        ...run('r1'),
        state: 'running',
        outcome: null,
        result: null,
        error: null,
        started_at: expect.any(Date),
        ended_at: null,
        origin_run_id: null,
        origin_step: null,
      },
    ]);
    await endRun(database, {
      ...run('r1'),
      state: 'finished',
      outcome: 'PUBLISHED',
      result: { runId: 'r1' },
      error: null,
    });
    expect((await listRuns(database, 5))[0]).toMatchObject({
      state: 'finished',
      outcome: 'PUBLISHED',
      result: { runId: 'r1' },
      ended_at: expect.any(Date),
    });
  });

  it('is recorded once, however often its start is repeated', async () => {
    await insertRun(database, run('r1'));
    await insertRun(database, { ...run('r1'), dataset: 'store' });
    expect(await listRuns(database, 5)).toEqual([expect.objectContaining({ dataset: 'shop' })]);
  });

  it.each(['PUBLISHED', 'PARTIAL', 'HELD', 'INSUFFICIENT_DATA', 'DRY_RUN'])(
    'may end as %s',
    async (outcome) => {
      await insertRun(database, run('r1'));
      await endRun(database, { ...run('r1'), state: 'finished', outcome, result: null, error: null });
      expect((await listRuns(database, 1))[0]?.outcome).toBe(outcome);
    },
  );

  it('cannot end in a way that nobody knows', async () => {
    await insertRun(database, run('r1'));
    const ending = { ...run('r1'), state: 'finished' as const, outcome: 'GREAT', result: null, error: null };
    await expect(endRun(database, ending)).rejects.toThrow('violates check constraint');
  });
});

describe('a step', () => {
  it('goes from running to done', async () => {
    await beginStep(database, step());
    expect(await readStep()).toMatchObject({ ...step(), state: 'running', rows: null, ended_at: null });
    expect(await countRunningSteps(database, 'r1')).toBe(1);
    await noteProgress(database, { run_id: 'r1', step: 'fit', progress: 0.5, note: 'epoch 10' });
    expect(await readStep()).toMatchObject({ progress: 0.5, note: 'epoch 10' });
    const artifacts = { model: { uri: 'store:a', digest: 'd', rows: 3 } };
    const done = { reused: false, rows: 3_000_000_000, peak_rss_mb: 480, artifacts, metrics: { loss: 0.5 } };
    await finishStep(database, { run_id: 'r1', step: 'fit', ...done, value: { chosen: 'net' } });
    expect(await readStep()).toMatchObject({
      ...done,
      state: 'done',
      progress: 1,
      ended_at: expect.any(Date),
    });
  });

  it('keeps the error of a failed attempt until the next one begins, and the time of the first start', async () => {
    await beginStep(database, step());
    const startedAt = (await readStep())?.started_at;
    await failStep(database, { ...step(), error: 'out of memory' });
    expect(await readStep()).toMatchObject({ state: 'failed', error: 'out of memory' });
    await beginStep(database, step({ attempt: 2, key: 'k2' }));
    expect(await readStep()).toMatchObject({
      state: 'running',
      attempt: 2,
      key: 'k2',
      error: null,
      ended_at: null,
      started_at: startedAt,
    });
  });

  it('is recorded when it fails before it began', async () => {
    await failStep(database, { ...step({ attempt: 2 }), error: 'invalid seed' });
    expect(await readStep()).toMatchObject({ state: 'failed', key: null, attempt: 2, error: 'invalid seed' });
  });

  it('takes no progress once it has ended', async () => {
    await beginStep(database, step());
    await failStep(database, { ...step(), error: 'out of memory' });
    expect(await countRunningSteps(database, 'r1')).toBe(0);
    await noteProgress(database, { run_id: 'r1', step: 'fit', progress: 0.9, note: 'late' });
    expect(await readStep()).toMatchObject({ state: 'failed', progress: null, note: null });
  });

  it('belongs to its run only, listed in the order in which steps began', async () => {
    await beginStep(database, step());
    await beginStep(database, step({ step: 'evaluate' }));
    await beginStep(database, step({ run_id: 'r2' }));
    expect((await listSteps(database, 'r1')).map((row) => row.step)).toEqual(['fit', 'evaluate']);
    expect(await listSteps(database, 'r3')).toEqual([]);
  });
});

describe('findRun', () => {
  const first = '0190aaaa-1111';
  const second = '0190aabb-2222';
  const third = '0190aaaa';
  beforeEach(async () => {
    for (const id of [first, second]) await insertRun(database, run(id));
  });
  const find = async (name: string) => (await findRun(database, name)).run_id;

  it('takes an id, an unambiguous beginning, or the latest', async () => {
    expect(await find(first)).toBe(first);
    expect(await find('0190aab')).toBe(second);
    expect(await find('latest')).toBe(second);
  });

  it('takes a whole id even where others begin with it', async () => {
    await insertRun(database, run(third));
    for (let i = 0; i < 5; i++) await insertRun(database, run(`${third}-${i}`));
    expect(await find(third)).toBe(third);
  });

  it('asks for more of an ambiguous one', async () => {
    await expect(find('0190aa')).rejects.toMatchObject({
      name: 'UsageError',
      message: `several runs begin with 0190aa: ${second}, ${first}`,
    });
  });

  it.each(['7', '%', '0190aaaa-1111-'])('knows no run %j', async (name) => {
    await expect(find(name)).rejects.toMatchObject({
      name: 'UsageError',
      message: `no run begins with ${name} (crosslift status lists them)`,
    });
  });

  it('says when there is none', async () => {
    await database.query('truncate runs');
    await expect(find('latest')).rejects.toThrow('there is no run yet');
  });
});

it('lists the newest runs first, and no more than asked for', async () => {
  for (const id of ['a', 'b', 'c']) await insertRun(database, run(id));
  expect((await listRuns(database, 2)).map(({ run_id }) => run_id)).toEqual(['c', 'b']);
});
