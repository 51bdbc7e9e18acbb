import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { BackfilledDay } from '../../models/contracts/backfill.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { generateSample } from '../../sample/index.ts';
import { TASK_QUEUE, WORKFLOW_TYPES } from '../../workflows/steps.ts';
import { until } from '../platform/processes/process-helpers.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { RunJson } from '../support/run-json.ts';
import { startReceiver, type TestReceiver } from '../support/start-receiver.ts';

/** How what was stopped goes on, by the commands that people type and by Temporal's own means. */
let state: CliState;
let receiver: TestReceiver;
let lease: StackLease;
let database: Database;
let connection: Connection;
let client: Client;
let published: RunJson;

const PIPELINE = 'affiliate-expansion';
const AS_OF = '2022-01-01';
const RANGE = ['--from', '2022-01-02', '--to', '2022-01-03'];

beforeAll(async () => {
  state = makeCliState();
  receiver = await startReceiver();
  const source = join(state.sourceDir, 'shop');
  await generateSample({ pipeline: PIPELINE, directory: source, customers: 60, profile: 'demo', seed: 1 });
  const config = join(state.sourceDir, 'crosslift.config.json');
  const crm = { kind: 'webhook', url: receiver.url, secret: { env: 'CRM_SECRET' }, allowPrivate: true };
  writeFileSync(
    config,
    JSON.stringify({
      sinks: { crm },
      datasets: { shop: { pipeline: PIPELINE, source }, depot: { pipeline: PIPELINE, source } },
    }),
  );
  vi.stubEnv('CROSSLIFT_CONFIG', config);
  vi.stubEnv('CRM_SECRET', 'a secret of the test');
  lease = await state.lease();
  database = openDatabase(lease.databaseUrl);
  connection = await Connection.connect({ address: lease.temporalAddress });
  client = new Client({ connection });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await connection?.close();
  await database?.end();
  await receiver?.stop();
  await state?.remove();
});

const listPublications = async (dataset = 'shop') =>
  (
    await database.query<{ as_of: string; state: string }>(
      'select as_of, state from publications where dataset = $1 order by version',
      [dataset],
    )
  ).rows;
/** How often everybody downstream was sent something. */
const countRequests = () => receiver.requests.length;

it('a step that waited is tried again by decide when it was mended, and the run publishes', async () => {
  // Where the step's artifacts go there is something else: no retry mends that.
  const obstacle = join(state.stateDir, 'store/artifacts/plan-strategies');
  mkdirSync(join(obstacle, '..'), { recursive: true });
  writeFileSync(obstacle, 'not a folder');
  const worker = state.start(['worker']);
  await worker.says('worker is polling');
  const handle = await client.workflow.start<() => Promise<RunResult>>(WORKFLOW_TYPES[PIPELINE], {
    ...{ workflowId: `${PIPELINE}/shop/${AS_OF}`, taskQueue: TASK_QUEUE },
    args: [{ dataset: 'shop', asOf: AS_OF, onFailure: 'park' }] as never,
  });
  const isParked = async () =>
    (await database.query("select from run_steps where step = 'plan-strategies' and state = 'parked'"))
      .rowCount === 1;
  while (!(await isParked())) await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await listPublications()).toEqual([]);

  rmSync(obstacle);
  const who = ['--actor', 'Kim', '--reason', 'made room for the folder'];
  const decided = await state.run(['decide', handle.firstExecutionRunId, 'retry', ...who, '--json']);
  expect(decided.code, decided.stderr).toBe(0);
  expect(decided.stderr).toContain('recorded: retry plan-strategies');
  published = RunJson.parse(JSON.parse(decided.stdout));
  expect(published).toMatchObject({ outcome: 'PUBLISHED', publication: { version: 1, changed: true } });
  expect(countRequests()).toBeGreaterThan(0);
  process.kill(worker.pid, 'SIGTERM');
  await worker.ended;
});

it("Temporal's reset does a run again and publishes and delivers nothing twice", async () => {
  const sent = countRequests();
  const worker = state.start(['worker']);
  await worker.says('worker is polling');
  const execution = { workflowId: published.workflowId, runId: published.runId };
  const { events } = await client.workflow.getHandle(execution.workflowId, execution.runId).fetchHistory();
  const first = events?.find((event) => event.workflowTaskCompletedEventAttributes);
  const { runId } = await client.workflowService.resetWorkflowExecution({
    ...{ namespace: 'default', workflowExecution: execution, reason: 'a test' },
    ...{ workflowTaskFinishEventId: first!.eventId!, requestId: 'reset' },
  });
  const again = (await client.workflow.getHandle(execution.workflowId, runId).result()) as RunResult;
  expect(again).toMatchObject({
    outcome: 'PUBLISHED',
    publication: { publicationId: published.publication.publicationId, changed: false },
  });
  expect(await listPublications()).toEqual([{ as_of: AS_OF, state: 'live' }]);
  expect(countRequests()).toBe(sent);
  process.kill(worker.pid, 'SIGTERM');
  await worker.ended;
});

it('a backfill that was killed goes on where it was, and publishes only where it is told to', async () => {
  const command = ['backfill', PIPELINE, '--dataset', 'depot', ...RANGE, '--json'];
  const countEnded = async () =>
    (await database.query("select from runs where outcome = 'DRY_RUN'")).rowCount ?? 0;
  const killed = state.start(command);
  await killed.says('crosslift status lists its runs');
  while ((await countEnded()) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  process.kill(killed.pid, 'SIGKILL');
  await killed.ended;
  await until(
    'its worker is gone',
    () => !state.processes().some(({ command }) => /cli\/main\.ts/.test(command)),
  );

  const fill = async (...more: string[]) => {
    const { code, stdout, stderr } = await state.run([...command, ...more]);
    expect(code, stderr).toBe(0);
    return (JSON.parse(stdout) as BackfilledDay[]).map(({ day, outcome }) => [day, outcome]);
  };
  const dry = [
    ['2022-01-02', 'DRY_RUN'],
    ['2022-01-03', 'DRY_RUN'],
  ];
  expect(await fill()).toEqual(dry);
  expect(await countEnded()).toBe(2);
  expect(await listPublications('depot')).toEqual([]);

  expect(await fill('--publish')).toEqual(dry.map(([day]) => [day, 'PUBLISHED']));
  expect(await listPublications('depot')).toEqual([
    { as_of: '2022-01-02', state: 'replaced' },
    { as_of: '2022-01-03', state: 'live' },
  ]);
});
