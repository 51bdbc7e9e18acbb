import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { beginReplay } from '../../activities/begin-replay.ts';
import type { StepResult } from '../../models/contracts/step.ts';
import type { ReplayStep } from '../../models/replay/plan-replay.ts';
import { endRun, findRun, insertRun, listSteps } from '../../platform/postgres/run-log.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { startTestPostgres, type TestPostgres } from '../support/start-test-postgres.ts';
import { createServices, runStep } from '../support/step-harness.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

const DAG: ReplayStep[] = [
  { name: 'resolve-input', dependsOn: [] },
  { name: 'ingest', dependsOn: ['resolve-input'] },
  { name: 'plan', dependsOn: ['ingest'] },
];
const RUN = {
  run_id: '11111111-origin',
  workflow_id: 'affiliate-expansion/shop/2021-12-15',
  pipeline: 'affiliate-expansion',
  dataset: 'shop',
  as_of: '2021-12-15',
  input: { source: '/data/shop', seed: 7 },
} as const;

let postgres: TestPostgres;
let services: StepServices;
let ingested: StepResult<'table'>;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  await postgres.database.query('truncate runs, run_steps');
  services = createServices(makeTemporaryDirectory(), postgres.database);
  await insertRun(postgres.database, RUN);
  const { run_id: runId } = RUN;
  await runStep(resolve, services, { runId, step: 'resolve-input', effect: 'external' });
  ingested = await runStep(ingest, services, { runId, step: 'ingest' });
  await endRun(postgres.database, {
    ...RUN,
    state: 'failed',
    outcome: null,
    result: null,
    error: 'plan: no',
  });
});

const module = new URL('../../activities/record-outcome.ts', import.meta.url).href;
const params = z.strictObject({});
const resolve = defineStep({
  ...{ module, params, inputs: [] },
  run: async () => ({ artifacts: {}, rows: 6, value: { dataset: 'shop', dryRun: false } }),
});
const ingest = defineStep({
  ...{ module, params, inputs: [] },
  async run({ output }) {
    await writeFile(output('table.txt'), 'rows');
    return {
      artifacts: { table: { file: 'table.txt', rows: 4 } },
      rows: 4,
      metrics: { bad: 1 },
      value: 'typed',
    };
  },
});

const replay = (input: unknown) =>
  beginReplay(services)({
    ...{ runId: '22222222-replay', workflowId: `${RUN.workflow_id}/replay-1`, pipeline: RUN.pipeline },
    ...{ input, dag: DAG },
  });
const fromPlan = { replay: { run: '1111', from: 'plan' } };

describe('beginReplay', () => {
  it("takes over what the origin's steps answered, values and figures too", async () => {
    const begun = await replay(fromPlan);
    expect(begun.recorded).toMatchObject({
      'resolve-input': { value: { dataset: 'shop', dryRun: false }, rows: 6, reused: true },
      ingest: {
        key: ingested.key,
        artifacts: ingested.artifacts,
        metrics: { bad: 1 },
        rows: 4,
        value: 'typed',
      },
    });
    expect(begun.force).toEqual({ token: 'replay 22222222-replay', steps: ['plan'] });
  });

  it('links the run to its origin and shows the steps as reused; repeating it changes nothing', async () => {
    const once = await replay(fromPlan);
    expect(await replay(fromPlan)).toEqual(once);
    expect(await findRun(postgres.database, '2222')).toMatchObject({
      ...{ dataset: 'shop', as_of: '2021-12-15', state: 'running' },
      ...{ origin_run_id: RUN.run_id, origin_step: 'plan' },
    });
    const steps = await listSteps(postgres.database, '22222222-replay');
    const shown = steps.map(({ step, reused, rows, peak_rss_mb }) => [step, reused, rows, peak_rss_mb]);
    expect(shown.toSorted()).toEqual([
      ['ingest', true, 4, 0],
      ['resolve-input', true, 6, 0],
    ]);
  });

  it('makes again what is damaged, without a new token', async () => {
    rmSync(services.store.locate(ingested.artifacts.table));
    const { recorded, force } = await replay(fromPlan);
    expect(Object.keys(recorded)).toEqual(['resolve-input']);
    expect(force.steps).toEqual(['plan']);
  });

  it("may do without publishing, and from the first step has the origin's input", async () => {
    const dry = await replay({ ...fromPlan, dryRun: true });
    expect(dry.recorded['resolve-input']?.value).toEqual({ dataset: 'shop', dryRun: true });
    const { input } = await replay({ replay: { run: '1111', from: 'resolve-input' }, dryRun: true });
    expect(input).toEqual({ ...RUN.input, asOf: '2021-12-15', dryRun: true });
  });

  it.each<[string, unknown, string]>([
    [
      'a step that is not there',
      { replay: { run: '1111', from: 'fit' } },
      'there is no step fit (expected resolve-input, ingest, plan)',
    ],
    ['a run that is not there', { replay: { run: 'f00', from: 'plan' } }, 'no run begins with f00'],
    [
      'another source',
      { ...fromPlan, source: '/elsewhere' },
      'a replay takes replay, dryRun, onFailure and parkUntil',
    ],
  ])('refuses %s', async (_, input, text) => {
    await expect(replay(input)).rejects.toMatchObject({
      type: 'UsageError',
      nonRetryable: true,
      message: expect.stringContaining(text),
    });
  });

  it('refuses a run of another pipeline and one that is under way', async () => {
    await insertRun(postgres.database, { ...RUN, run_id: '33333333-trial', pipeline: 'trial-conversion' });
    await insertRun(postgres.database, { ...RUN, run_id: '44444444-running' });
    const from = { from: 'plan' };
    await expect(replay({ replay: { run: '3333', ...from } })).rejects.toThrow('is of trial-conversion');
    await expect(replay({ replay: { run: '4444', ...from } })).rejects.toThrow('is under way: let it end');
  });
});
