import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { formatCount, formatMillis } from '../cli/format.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import { type JourneyClock, machineMillis, REAL_TIME } from '../models/journeys/clock.ts';
import { createRandom } from '../models/random.ts';
import { parseConfig } from '../platform/config.ts';
import { deliverEvents, type JourneyPost } from '../platform/journeys/deliver-events.ts';
import { openDatabase } from '../platform/postgres/database.ts';
import { countJourneys } from '../platform/postgres/journeys.ts';
import { migrateDatabase } from '../platform/postgres/migrate.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { registerSearchAttributes } from '../platform/temporal/search-attributes.ts';
import { crown, fitStayModel } from '../test/activities/journeys/journey-fixture.ts';
import { PLAN } from '../test/models/journeys/sketch-journey.ts';
import { killIfAlive } from '../test/platform/processes/process-helpers.ts';
import { makeCliState } from '../test/support/cli.ts';
import { createServices } from '../test/support/step-harness.ts';
import { JOURNEY } from '../workflows/steps.ts';
import { listExpected, plantTellings } from './journey-world.ts';
import { processorSeconds } from './processor-seconds.ts';

const { values } = parseArgs({
  options: {
    journeys: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '20' },
    speed: { type: 'string', default: '1800' },
    crowd: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
  },
});
const number = (name: keyof typeof values) => Number(values[name]);
/** Machine time in which the server gives a new worker the tasks of a dead one: those in hand 10 s after it took them. */
const RECOVERY_MILLIS = 10_000;
const PROMPT_MILLIS = 2_000;

const state = makeCliState();
const lease = await state.lease();
const database = openDatabase(lease.databaseUrl);
try {
  await migrateDatabase(database);
  const config = parseConfig({ CROSSLIFT_STATE: state.stateDir });
  const services = { ...createServices(state.stateDir, database), config };
  const model = await fitStayModel();
  for (const point of DECISION_POINTS) await crown(services, point, model);
  const client = await connectClient(config, lease.temporalAddress);
  await registerSearchAttributes(client.connection, config.temporal.namespace);
  const post: Post = {
    ...{ database, client },
    workflow: JOURNEY,
  };
  const worker = keepWorker();
  if (number('journeys') > 0) await measureFaults(post, worker);
  if (number('crowd') > 0) await measureCrowd(post, worker);
  await worker.stop();
  await client.connection.close();
} finally {
  await database.end();
  await lease.release({ wait: true });
  await state.remove();
}

type Post = Omit<JourneyPost, 'dataset' | 'clock'>;
type Worker = ReturnType<typeof keepWorker>;

/** From when to when nobody polled, machine milliseconds; it has no end yet while nobody does. */
interface Outage {
  from: number;
  until: number;
}

/** A worker that is started again whenever it is killed. */
function keepWorker() {
  let isStopping = false;
  const outages: Outage[] = [];
  const start = () => {
    const command = state.start(['worker', '--role', 'journey']);
    command.says('worker is polling').then(
      () => {
        for (const outage of outages) outage.until = Math.min(outage.until, Date.now());
      },
      () => {},
    );
    return command;
  };
  let running = start();
  const pidOf = () => state.processes().find(({ command }) => /cli\/main\.ts worker/.test(command))?.pid;
  const keep = async (): Promise<void> => {
    await running.ended;
    if (isStopping) return;
    running = start();
    return keep();
  };
  void keep();
  return {
    pidOf,
    outages,
    kill() {
      const pid = pidOf();
      if (pid === undefined) return;
      outages.push({ from: Date.now(), until: Number.POSITIVE_INFINITY });
      killIfAlive(pid);
    },
    async stop() {
      isStopping = true;
      const pid = pidOf();
      if (pid !== undefined) killIfAlive(pid);
      await running.ended;
    },
  };
}

/** Journeys with all that goes wrong, and a worker that is killed again and again in the first half. */
async function measureFaults(shared: Post, worker: Worker): Promise<void> {
  const random = createRandom(number('seed'));
  const from = Date.UTC(2021, 11, 6) / 1000;
  const tellings = plantTellings(number('journeys'), { random, from, spread: 24 * 3600 });
  const expected = listExpected(tellings, (registeredAt) => ({ ...PLAN, registeredAt }));
  const clock: JourneyClock = { epoch: from * 1000, startedAt: Date.now() + 5_000, speed: number('speed') };
  const dataset = 'lounge~faults';
  const full = { ...shared, dataset, clock };
  const machineOf = (second: number) => clock.startedAt + ((second - from) * 1000) / clock.speed;
  const spanMillis = (98 * 3600 * 1000) / clock.speed;
  const killing = killOften(worker, spanMillis / 2 / Math.max(1, number('kills')));
  const stops = new Map<string, number>();
  for (let place = 0; place < tellings.length; ) {
    const now = from + ((Date.now() - clock.startedAt) * clock.speed) / 1000;
    const batch = [];
    for (; place < tellings.length && tellings[place]!.toldAt <= now; place += 1)
      batch.push(tellings[place]!);
    await deliverEvents(
      full,
      batch.map(({ event }) => event),
    );
    for (const { event } of batch)
      if (event.kind === 'paid' || event.kind === 'opted-out') stops.set(event.customer, Date.now());
    const next = tellings[place];
    if (next !== undefined) await delay(Math.min(100, Math.max(1, machineMillis(clock, next.toldAt - now))));
  }
  await killing;
  while (
    (await countJourneys(database, dataset)).open !== undefined &&
    Date.now() < machineOf(from + 98 * 3600) + 90_000
  )
    await delay(500);

  const { rows } = await database.query<{
    customer: string;
    action: string;
    state: string;
    reason: string | null;
    arm: string | null;
    written: number;
    due: number;
    consent: string;
  }>(
    `select customer_id as customer, action_id as action, messages.state, drop_reason as reason, arm,
       extract(epoch from written_at)::double precision * 1000 as written,
       extract(epoch from due_at)::double precision as due, consent
     from journey_messages as messages join journeys using (dataset, journey) where dataset = $1`,
    [dataset],
  );
  const found = new Map(rows.map((row) => [`${row.customer} ${row.action}`, row]));
  const sent = rows.filter((row) => row.state === 'sent');
  /** When what is due must have been decided on: at once, or when a worker is there again and has what was in hand. */
  const promptUntil = (second: number) =>
    worker.outages.reduce(
      (end, { from: killedAt, until }) =>
        killedAt - PROMPT_MILLIS < end && machineOf(second) < until + RECOVERY_MILLIS
          ? Math.max(end, until + RECOVERY_MILLIS)
          : end,
      machineOf(second) + PROMPT_MILLIS,
    );
  const isShaken = (second: number) => promptUntil(second) > machineOf(second) + PROMPT_MILLIS;
  const missing = expected.filter(
    ({ customer, action, calmFor, dueAt }) =>
      // What is told while nobody is there may come first.
      !found.has(`${customer} ${action}`) && machineOf(dueAt + calmFor) > promptUntil(dueAt),
  );
  const wanted = new Set(expected.map(({ customer, action }) => `${customer} ${action}`));
  const calm = rows.filter((row) => ['sent', 'held_out'].includes(row.state) && !isShaken(row.due));
  const late = calm.map(({ written, due }) => written - machineOf(due)).sort((left, right) => left - right);
  const quantile = (share: number) => late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? 0;
  const tally: Record<string, number> = {};
  for (const row of rows) {
    const name = row.reason === null ? row.state : `dropped ${row.reason}`;
    tally[name] = (tally[name] ?? 0) + 1;
  }
  const { rows: copies } = await database.query<{ count: number }>(
    `select count(*) from (select customer_id, action_id from journey_messages join journeys using (dataset, journey)
       where dataset = $1 and journey_messages.state = 'sent'
       group by 1, 2 having count(*) > 1) as twice`,
    [dataset],
  );
  print('journeys', number('journeys'));
  print('tellings (repeated, delayed; 10 % of check-outs lost)', tellings.length);
  print('worker kills', worker.outages.length);
  print(
    'from a kill until a worker polled, mean',
    formatMillis(mean(worker.outages.map(({ from: killedAt, until }) => until - killedAt))),
  );
  print('endings', JSON.stringify(await countJourneys(database, dataset)));
  print('messages that should be decided on', expected.length);
  print('decided on', rows.length);
  print('missing', missing.length);
  print('nobody expected', rows.filter((row) => !wanted.has(`${row.customer} ${row.action}`)).length);
  print('sent twice', copies[0]!.count);
  print(
    'sent after a payment or an opt-out was told',
    sent.filter(({ customer, written }) => written > (stops.get(customer) ?? Infinity)).length,
  );
  print('sent to the holdout', sent.filter(({ arm }) => arm !== 'treatment').length);
  print(
    'advertising sent without a consent',
    sent.filter(({ action, consent }) => action !== 'C2' && consent !== 'given').length,
  );
  print('what became of them', JSON.stringify(tally));
  print(
    `late while a worker was up, of ${late.length}: median, 95 %, 99 %, most`,
    [0.5, 0.95, 0.99, 1].map((share) => formatMillis(quantile(share))).join(', '),
  );
  print(`later than ${formatMillis(PROMPT_MILLIS)}`, late.filter((millis) => millis > PROMPT_MILLIS).length);
}

async function killOften(worker: Worker, everyMillis: number): Promise<void> {
  for (let kill = 0; kill < number('kills'); kill += 1) {
    await delay(everyMillis);
    worker.kill();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Seconds of a processor that the parts of the stack have used so far. */
function readProcessorSeconds(worker: Worker): Record<'worker' | 'Temporal' | 'PostgreSQL', number> {
  const processes = state.processes();
  const used = (isPart: (process: { pid: number; command: string }) => boolean) =>
    processes.filter(isPart).reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
  return {
    worker: processorSeconds(worker.pidOf() ?? 0),
    Temporal: used(({ command }) => /server start-dev/.test(command)),
    PostgreSQL: used(({ command }) => /^postgres|bin\/postgres/.test(command)),
  };
}

/** Journeys open at once: what they cost, how fast they are told, and a message that all are due at once. */
async function measureCrowd(shared: Post, worker: Worker): Promise<void> {
  const count = number('crowd');
  const full = { ...shared, dataset: 'lounge~crowd', clock: REAL_TIME };
  const customers = Array.from({ length: count }, (_, place) => `W${place}`);
  const now = () => Math.floor(Date.now() / 1000);
  const applied = new Date((now() - 5 * 3600) * 1000).toISOString();
  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return (performance.now() - startedAt) / 1000;
  };
  const starts = await timed(() =>
    deliverEvents(
      full,
      customers.map((customer) => ({ id: 'r', kind: 'registered', customer, at: applied, consent: 'given' })),
    ),
  );
  // All reach 3 h at the same second, some time after all have been told.
  const dueAt = now() + 60;
  const entered = new Date((dueAt - 3 * 3600) * 1000).toISOString();
  const signals = await timed(() =>
    deliverEvents(
      full,
      customers.map((customer) => ({ id: 'i', kind: 'check-in', customer, at: entered, site: '1' })),
    ),
  );
  print('journeys open at once', count);
  print('begun in a second', Math.round(count / starts));
  print('told in a second', Math.round(count / signals));
  await delay(Math.max(0, dueAt * 1000 - Date.now()));
  const before = readProcessorSeconds(worker);
  const decided = async () => {
    const { rows } = await database.query<{ count: number; last: number }>(
      `select count(*), extract(epoch from max(written_at))::double precision as last
       from journey_messages where dataset = $1 and action_id = 'C3a'`,
      [full.dataset],
    );
    return rows[0]!;
  };
  while ((await decided()).count < count && Date.now() < dueAt * 1000 + 180_000) await delay(500);
  const { count: done, last } = await decided();
  print(`decided on of ${formatCount(count)} due at once`, done);
  print('the last one after', formatMillis((last - dueAt) * 1000));
  for (const [part, seconds] of Object.entries(readProcessorSeconds(worker)))
    print(`processor seconds of ${part}`, Math.round(seconds - before[part as keyof typeof before]));
  const memory = readFileSync(`/proc/${worker.pidOf()}/status`, 'utf8');
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(memory)?.[1]) / 1024);
  print(
    'memory of the worker, of it pages of libraries, and its peak, MB',
    ['VmRSS', 'RssFile', 'VmHWM'].map(megabytes).join(', '),
  );
  const { rows } = await database.query<{ bytes: number }>(
    `select pg_total_relation_size('journeys') + pg_total_relation_size('journey_messages') as bytes`,
  );
  print('PostgreSQL a journey, bytes', Math.round(rows[0]!.bytes / count));
}

function print(name: string, value: number | string): void {
  process.stdout.write(`${name}: ${typeof value === 'number' ? formatCount(value) : value}\n`);
}
