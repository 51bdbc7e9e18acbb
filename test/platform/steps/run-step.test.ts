import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digestText } from '../../../models/artifact-key.ts';
import { ContractError } from '../../../platform/errors.ts';
import { listSteps } from '../../../platform/postgres/run-log.ts';
import { defineStep, type StepContext } from '../../../platform/steps/define-step.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices, giveArtifacts, runStep, startStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

/** Any file of activities/: its code version is not what these tests are about. */
const MODULE = new URL('../../../activities/record-outcome.ts', import.meta.url).href;

let postgres: TestPostgres;
let services: StepServices;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  await postgres.database.query('truncate runs, run_steps');
  services = createServices(makeTemporaryDirectory(), postgres.database);
});

type Context = StepContext<{ text: string }, never>;

/** A step that writes its parameter to a file, after `during`. */
function echo(during: (context: Context) => Promise<void> | void = () => {}) {
  return defineStep({
    module: MODULE,
    params: z.strictObject({ text: z.string() }),
    inputs: [],
    async run(context) {
      await during(context);
      await writeFile(context.output('echo.txt'), context.params.text);
      return {
        artifacts: { echo: { file: 'echo.txt', rows: 1 } },
        rows: 1,
        metrics: { length: context.params.text.length },
        value: { said: context.params.text },
      };
    },
  });
}

const hello = { step: 'echo', params: { text: 'hello' } };
const readRow = async (runId = 'r1') => (await listSteps(postgres.database, runId))[0];
/** What attempts left in their private places. */
function listLeftovers(): string[] {
  const { stateDir, storeDir } = services.config;
  return [join(stateDir, 'scratch'), join(storeDir, 'staging')].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder) : [],
  );
}

describe('a pure step', () => {
  it.each<[string, () => void]>([
    ['commits nothing that it may have read', () => {}],
    [
      'says so, and not what it came to,',
      () => {
        throw new TypeError('undefined is not a table');
      },
    ],
  ])('%s where an input was damaged meanwhile', async (_, goOn) => {
    const inputs = await giveArtifacts(services, {
      people: { file: 'people.csv', rows: 1, write: (path) => writeFile(path, 'M1') },
    });
    const reading = defineStep({
      ...echo(async () => {
        await writeFile(services.store.locate(inputs.people), 'M?');
        goOn();
      }),
      inputs: ['people'],
    });
    await expect(runStep(reading, services, { ...hello, inputs })).rejects.toMatchObject({
      type: 'CorruptArtifactError',
      details: [inputs.people.uri],
    });
    expect(existsSync(join(services.config.storeDir, 'artifacts/echo'))).toBe(false);
  });

  it('computes and commits, and its row says so', async () => {
    const result = await runStep(echo(), services, hello);
    expect(result).toEqual({
      step: 'echo',
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
      reused: false,
      rows: 1,
      millis: expect.any(Number),
      artifacts: { echo: { uri: expect.any(String), digest: digestText('hello'), rows: 1 } },
      metrics: { length: 5 },
      value: { said: 'hello' },
    });
    expect(readFileSync(services.store.locate(result.artifacts.echo), 'utf8')).toBe('hello');
    expect(await readRow()).toMatchObject({
      step: 'echo',
      state: 'done',
      effect: 'pure',
      key: result.key,
      reused: false,
      rows: 1,
      attempt: 1,
      progress: 1,
      artifacts: result.artifacts,
      metrics: { length: 5 },
      error: null,
    });
    expect(listLeftovers()).toEqual([]);
  });

  it('is reused by the next call and the next run, without running', async () => {
    const first = await runStep(echo(), services, hello);
    const mustNotRun = echo(() => {
      throw new Error('ran again');
    });
    const again = await runStep(mustNotRun, services, { ...hello, runId: 'r2', attempt: 3 });
    expect(again).toEqual({ ...first, reused: true, millis: expect.any(Number) });
    expect(await readRow('r2')).toMatchObject({ state: 'done', reused: true, rows: 1, key: first.key });
  });

  it('runs again for other parameters and for a new force token', async () => {
    const keys = [
      await runStep(echo(), services, hello),
      await runStep(echo(), services, { ...hello, params: { text: 'bye' } }),
      await runStep(echo(), services, { ...hello, force: 'again' }),
    ].map(({ key, reused }) => ({ key, reused }));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
    expect(keys.map(({ reused }) => reused)).toEqual([false, false, false]);
  });

  it('is computed anew when its artifact was damaged', async () => {
    const first = await runStep(echo(), services, hello);
    await writeFile(services.store.locate(first.artifacts.echo), 'hellish');
    const again = await runStep(echo(), services, hello);
    expect(again).toEqual({ ...first, millis: expect.any(Number) });
    expect(readFileSync(services.store.locate(again.artifacts.echo), 'utf8')).toBe('hello');
  });

  it('answers with what another worker committed first, though its own bytes differ', async () => {
    const winner: { uri?: string } = {};
    const late = echo(async ({ output }) => {
      // While this attempt is under way, another one of the same key commits.
      winner.uri = (await runStep(echo(), services, { ...hello, runId: 'r2' })).artifacts.echo.uri;
      await writeFile(output('mine.txt'), 'mine');
    });
    const slow = {
      ...late,
      run: async (context: Context) => {
        const outcome = await late.run(context);
        await writeFile(context.output('echo.txt'), 'other bytes');
        return outcome;
      },
    };
    const result = await runStep(slow, services, hello);
    expect(result.artifacts.echo).toEqual({ uri: winner.uri, digest: digestText('hello'), rows: 1 });
    expect(await readRow()).toMatchObject({ artifacts: { echo: { uri: winner.uri } } });
    expect(listLeftovers()).toEqual([]);
  });
});

describe('a step that changes the world', () => {
  it.each(['external', 'decision'] as const)('%s: is never reused and commits nothing', async (effect) => {
    let runs = 0;
    const step = echo(() => {
      runs += 1;
    });
    const results = [
      await runStep(step, services, { ...hello, effect }),
      await runStep(step, services, { ...hello, effect }),
    ];
    expect(runs).toBe(2);
    for (const result of results) {
      expect(result).toMatchObject({ reused: false, artifacts: {}, value: { said: 'hello' } });
    }
    expect(existsSync(join(services.config.storeDir, 'artifacts'))).toBe(false);
    expect(listLeftovers()).toEqual([]);
    expect(await readRow()).toMatchObject({ effect, reused: false, artifacts: {} });
  });
});

describe('what a step is given', () => {
  it('its identity, local paths of its inputs, a private scratch, and a database of its own', async () => {
    const inputs = await giveArtifacts(services, {
      words: { file: 'words.txt', rows: 2, write: (path) => writeFile(path, 'a\nb\n') },
    });
    const step = defineStep({
      module: MODULE,
      params: z.strictObject({}),
      inputs: ['words'],
      async run({ inputs: paths, inputRefs, identity, scratch, duckdb, call }) {
        const session = await duckdb();
        await writeFile(scratch('copy.txt'), readFileSync(paths.words));
        const [row] = await session.rows<{ words: number }>(
          `select count(*)::integer as words from read_csv($path, header = false)`,
          { path: scratch('copy.txt') },
        );
        return {
          artifacts: {},
          rows: row?.words ?? 0,
          value: { identity, rows: inputRefs.words.rows, step: call.step },
        };
      },
    });
    expect(await runStep(step, services, { step: 'count', inputs, attempt: 2 })).toMatchObject({
      rows: 2,
      metrics: {},
      value: {
        identity: {
          workflowId: 'affiliate-expansion/shop/2021-12-15',
          runId: 'r1',
          activityId: expect.any(String),
          attempt: 2,
        },
        rows: 2,
        step: 'count',
      },
    });
    expect(listLeftovers()).toEqual([]);
  });

  it('a way to tell how far it is, for those who watch', async () => {
    let seen: Awaited<ReturnType<typeof readRow>>;
    const step = echo(async ({ progress }) => {
      progress(0.25, 'epoch 5');
      while (seen?.note !== 'epoch 5') seen = await readRow();
    });
    await runStep(step, services, hello);
    expect(seen).toMatchObject({ state: 'running', progress: 0.25, note: 'epoch 5', rows: null });
  });

  it('a watch on its memory', async () => {
    let held = 0;
    await runStep(
      echo(() => {
        held = Buffer.alloc(64 * 2 ** 20, 1).length;
      }),
      services,
      hello,
    );
    expect(held).toBe(64 * 2 ** 20);
    const row = await readRow();
    expect(row?.peak_rss_mb).toBeGreaterThan(20);
    expect(row?.peak_rss_mb).toBeLessThan(4_096);
  });
});

describe('a step that fails', () => {
  it('records the error, leaves nothing behind, and may be tried again', async () => {
    const failing = echo(async ({ output, scratch }) => {
      await writeFile(output('half.parquet'), 'half');
      await writeFile(scratch('half.tmp'), 'half');
      throw new Error('out of memory');
    });
    await expect(runStep(failing, services, hello)).rejects.toThrow('out of memory');
    expect(await readRow()).toMatchObject({ state: 'failed', error: 'out of memory', attempt: 1 });
    expect(listLeftovers()).toEqual([]);
    expect(await runStep(echo(), services, { ...hello, attempt: 2 })).toMatchObject({ reused: false });
    expect(await readRow()).toMatchObject({ state: 'done', error: null, attempt: 2 });
  });

  it('is final where the source is wrong', async () => {
    const failing = echo(() => {
      throw new ContractError('visits.csv lacks column cust');
    });
    await expect(runStep(failing, services, hello)).rejects.toMatchObject({
      name: 'ApplicationFailure',
      type: 'ContractError',
      nonRetryable: true,
      message: 'visits.csv lacks column cust',
    });
    expect(await readRow()).toMatchObject({ state: 'failed', error: 'visits.csv lacks column cust' });
  });

  it('is final where its parameters are wrong, and says so in words', async () => {
    const call = { step: 'echo', params: { text: 7 as unknown as string } };
    await expect(runStep(echo(), services, call)).rejects.toMatchObject({
      type: 'ContractError',
      nonRetryable: true,
      message: '✖ Invalid input: expected string, received number\n  → at text',
    });
    expect(await readRow()).toMatchObject({
      state: 'failed',
      key: null,
      error: '✖ Invalid input: expected string, received number\n  → at text',
    });
  });

  it('is final where an input is missing', async () => {
    const step = defineStep({
      module: MODULE,
      params: z.strictObject({}),
      inputs: ['training', 'test'],
      run: async () => ({ artifacts: {}, rows: 0, value: null }),
    });
    const message = 'step fit was called without its input training, test';
    await expect(
      runStep(step, services, { step: 'fit', inputs: {} as Record<'training' | 'test', never> }),
    ).rejects.toMatchObject({ type: 'ContractError', nonRetryable: true, message });
    expect(await readRow()).toMatchObject({ state: 'failed', error: message });
  });

  it('says what is wrong with the step even when the database is down as well', async () => {
    const gone = createServices(makeTemporaryDirectory(), postgres.database);
    const failing = echo(() => {
      gone.database = { query: () => Promise.reject(new Error('connection refused')) } as never;
      throw new ContractError('visits.csv lacks column cust');
    });
    await expect(runStep(failing, gone, hello)).rejects.toThrow('visits.csv lacks column cust');
  });
});

describe('a step that is cancelled', () => {
  it('stops its query and leaves neither stage nor scratch nor artifact', async () => {
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const endless = echo(async ({ duckdb, output }) => {
      await writeFile(output('half.parquet'), 'half');
      const session = await duckdb();
      const query = session.run(
        'create table pairs as select count(*) as pairs from range(10_000_000_000) as numbers (i) where i % 7 = 3',
      );
      started();
      await query;
    });
    const { environment, result } = startStep(endless, services, hello);
    await running;
    environment.cancel();
    await expect(result).rejects.toBeInstanceOf(CancelledFailure);
    expect(listLeftovers()).toEqual([]);
    expect(existsSync(join(services.config.storeDir, 'artifacts'))).toBe(false);
    expect(await readRow()).toMatchObject({ state: 'failed', error: 'the query was cancelled' });
  });
});
