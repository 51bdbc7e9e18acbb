import { setTimeout as delay } from 'node:timers/promises';
import { formatMillis } from '../cli/format.ts';
import { REAL_TIME } from '../models/journeys/clock.ts';
import { deliverEvents, type JourneyPost } from '../platform/journeys/deliver-events.ts';
import type { Database } from '../platform/postgres/database.ts';
import type { CliState } from '../test/support/cli.ts';
import { type KeptWorker, readMemory, readProcessorSeconds } from './keep-worker.ts';

const DATASET = 'lounge~crowd';
const PATIENCE_MILLIS = 180_000;

/** Journeys open at once: what they cost, how fast they are told, and a message that all are due at once; what came of it, by name. */
export async function measureCrowd(
  shared: Omit<JourneyPost, 'dataset' | 'clock'>,
  { worker, state, count }: { worker: KeptWorker; state: CliState; count: number },
): Promise<Record<string, number | string>> {
  const post = { ...shared, dataset: DATASET, clock: REAL_TIME };
  const customers = Array.from({ length: count }, (_, place) => `W${place}`);
  const now = () => Math.floor(Date.now() / 1000);
  await worker.polls();
  const idle = readMemory(worker.pidOf());
  const applied = new Date((now() - 5 * 3600) * 1000).toISOString();
  const starts = await timed(() =>
    deliverEvents(
      post,
      customers.map((customer) => ({ id: 'r', kind: 'registered', customer, at: applied, consent: 'given' })),
    ),
  );
  // All reach 3 h at the same second, some time after all have been told.
  const dueAt = now() + 20 + Math.ceil(count / 75);
  const entered = new Date((dueAt - 3 * 3600) * 1000).toISOString();
  const signals = await timed(() =>
    deliverEvents(
      post,
      customers.map((customer) => ({ id: 'i', kind: 'check-in', customer, at: entered, site: '1' })),
    ),
  );
  await delay(Math.max(0, dueAt * 1000 - Date.now()));
  const asleep = readMemory(worker.pidOf());
  const before = readProcessorSeconds(state, worker);
  const end = dueAt * 1000 + PATIENCE_MILLIS;
  while (Date.now() < end && (await countDecided(post.database)).count < count) await delay(500);
  const used = readProcessorSeconds(state, worker);
  const { count: decided, half, most, last } = await countDecided(post.database);
  const awake = readMemory(worker.pidOf());
  const parts = Object.keys(used) as (keyof typeof used)[];
  return {
    'journeys open at once': count,
    'begun in a second': Math.round(count / starts),
    'told in a second': Math.round(count / signals),
    'decided on of those due at once': decided,
    'half of them after, 95 %, the last': [half, most, last]
      .map((at) => formatMillis((at - dueAt) * 1000))
      .join(', '),
    ...Object.fromEntries(
      parts.map((part) => [
        `processor of ${part}, ms a message`,
        (((used[part] - before[part]) * 1000) / decided).toFixed(1),
      ]),
    ),
    'memory of the worker before the first journey, MB': idle.all,
    'when all are due, MB': asleep.all,
    'after, of it pages of libraries, and its peak, MB': [awake.all, awake.libraries, awake.peak].join(', '),
    'PostgreSQL a journey, bytes': Math.round((await readBytes(post.database)) / count),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** How many are decided on, and the second at which half of those, 95 % and all were. */
interface Decided {
  count: number;
  half: number;
  most: number;
  last: number;
}

async function countDecided(database: Database): Promise<Decided> {
  const { rows } = await database.query<Decided>(
    `select count(*), percentile_cont(.5) within group (order by at) as half,
       percentile_cont(.95) within group (order by at) as most, max(at) as last
     from (
       select extract(epoch from written_at)::double precision as at
       from journey_messages where dataset = $1 and action_id = 'C3a'
     )`,
    [DATASET],
  );
  return rows[0]!;
}

async function readBytes(database: Database): Promise<number> {
  const { rows } = await database.query<{ bytes: number }>(
    `select pg_total_relation_size('journeys') + pg_total_relation_size('journey_messages') as bytes`,
  );
  return rows[0]!.bytes;
}
