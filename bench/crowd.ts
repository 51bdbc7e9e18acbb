/**
 * Many runs at once on one worker: how each ended, whether a step was done twice, how long steps waited for the worker, and what
 * memory it took. Each run has a dataset of its own; runs of one source share what does not depend on that.
 *   node --import tsx bench/crowd.ts [--runs 50] [--customers 500] [--sources 1] [--sql 2] [--train 2] [--publish 2]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { formatTable } from '../cli/format.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { loadConfig, PROJECT_ROOT } from '../platform/config.ts';
import { openDatabase } from '../platform/postgres/database.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { readMemoryMb } from '../platform/trainer/process-memory.ts';
import { generateSample } from '../sample/index.ts';
import { makeCliState, startCommand } from '../test/support/cli.ts';
import { TASK_QUEUE, WORKFLOW_TYPES } from '../workflows/steps.ts';
import { median } from './median.ts';

const PIPELINE = 'affiliate-expansion';
const LOOK_MILLIS = 500;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    customers: { type: 'string', default: '500' },
    sources: { type: 'string', default: '1' },
    sql: { type: 'string', default: '2' },
    train: { type: 'string', default: '2' },
    publish: { type: 'string', default: '2' },
  },
});

/** An activity's wait for a worker, in ms. */
interface Wait {
  queue: string;
  millis: number;
}

async function listWaits({ workflow }: Client, { workflowId }: WorkflowHandle): Promise<Wait[]> {
  const { events } = await workflow.getHandle(workflowId).fetchHistory();
  const history = events ?? [];
  const millisOf = ({ eventTime }: (typeof history)[number]) =>
    Number(eventTime?.seconds) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
  const byId = new Map(history.map((event) => [String(event.eventId), event]));
  return history.flatMap((event) => {
    const scheduled = byId.get(String(event.activityTaskStartedEventAttributes?.scheduledEventId));
    const queue = scheduled?.activityTaskScheduledEventAttributes?.taskQueue?.name;
    return scheduled === undefined || !queue
      ? []
      : [{ queue, millis: millisOf(event) - millisOf(scheduled) }];
  });
}

const state = makeCliState();
try {
  const sources: string[] = [];
  for (let seed = 1; seed <= Number(values.sources); seed++) {
    const directory = join(state.sourceDir, `source-${seed}`);
    await generateSample({
      ...{ pipeline: PIPELINE, directory, customers: Number(values.customers), profile: 'demo', seed },
    });
    sources.push(directory);
  }
  const lease = await state.lease();
  const database = openDatabase(lease.databaseUrl);
  const client = await connectClient(loadConfig(), lease.temporalAddress);
  const worker = startCommand([join(PROJECT_ROOT, 'cli/crosslift.mjs'), 'worker'], {
    ...{ CROSSLIFT_STATE: state.stateDir, CROSSLIFT_SQL_STEPS: values.sql },
    ...{ CROSSLIFT_TRAINERS: values.train, CROSSLIFT_PUBLISH_STEPS: values.publish },
  });
  await worker.says('worker is polling');
  const isOurs = ({ command }: { command: string }) => /cli\/main\.ts worker|trainer-child/.test(command);
  let peakMb = 0;
  const watching = setInterval(() => {
    const resident = state.processes().filter(isOurs);
    peakMb = Math.max(
      peakMb,
      resident.reduce((sum, { pid }) => sum + (readMemoryMb(pid, 'VmRSS') ?? 0), 0),
    );
  }, LOOK_MILLIS);

  const startedAt = performance.now();
  const handles = await Promise.all(
    Array.from({ length: Number(values.runs) }, (_, place) =>
      client.workflow.start<() => Promise<RunResult>>(WORKFLOW_TYPES[PIPELINE], {
        ...{ workflowId: `crowd/${place}`, taskQueue: TASK_QUEUE },
        args: [{ source: sources[place % sources.length], dataset: `shop-${place}` }] as never,
      }),
    ),
  );
  const told = setInterval(() => process.stderr.write('.'), 10_000);
  const ended = await Promise.allSettled(handles.map((handle) => handle.result()));
  clearInterval(told);
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(watching);

  const outcomes = ended.map((end) =>
    end.status === 'fulfilled' ? end.value.outcome : `failed: ${end.reason.cause?.message ?? end.reason}`,
  );
  const { rows: steps } = await database.query<{
    steps: number;
    again: number;
    computed: number;
    alike: number;
  }>(
    `select count(*)::integer as steps, count(*) filter (where attempt > 1)::integer as again,
       count(*) filter (where effect = 'pure' and not reused)::integer as computed,
       (count(distinct key) filter (where effect = 'pure'))::integer as alike from run_steps`,
  );
  const { rows: live } = await database.query<{ datasets: number; publications: number }>(
    `select count(distinct dataset)::integer as datasets, count(*)::integer as publications from publications`,
  );
  const waits = (await Promise.all(handles.map((handle) => listWaits(client, handle)))).flat();
  const tally = [...new Set(outcomes)].map(
    (outcome) => `${outcomes.filter((other) => other === outcome).length} ${outcome}`,
  );
  const { steps: done, again, computed, alike } = steps[0]!;
  process.stdout.write(
    [
      `${values.runs} runs in ${seconds.toFixed(0)} s: ${tally.join(', ')}`,
      `${done} steps, ${again} of them tried again; ${computed} computed for ${alike} keys; ${live[0]!.publications} publications of ${live[0]!.datasets} datasets`,
      `worker and its trainers at most ${peakMb} MiB`,
      formatTable(
        [
          ['queue', 'steps', 'waited, median s', '95 of 100 within s', 'longest s'],
          ...[...new Set(waits.map(({ queue }) => queue))].sort().map((queue) => {
            const millis = waits.filter((wait) => wait.queue === queue).map((wait) => wait.millis);
            const sorted = millis.toSorted((left, right) => left - right);
            const at95 = sorted[Math.ceil(0.95 * sorted.length) - 1]!;
            return [queue, String(sorted.length), ...[median(millis), at95, sorted.at(-1)!].map(toSeconds)];
          }),
        ],
        [1, 2, 3, 4],
      ),
      '',
    ].join('\n'),
  );
  process.kill(worker.pid, 'SIGTERM');
  await worker.ended;
  await client.connection.close();
  await database.end();
  await lease.release({ wait: true });
} finally {
  await state.remove();
}

function toSeconds(millis: number): string {
  return (millis / 1_000).toFixed(1);
}
