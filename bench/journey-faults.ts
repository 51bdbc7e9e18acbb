import { setTimeout as delay } from 'node:timers/promises';
import { formatMillis } from '../cli/format.ts';
import { eventSecond, type JourneyClock, machineMillis } from '../models/journeys/clock.ts';
import { createRandom } from '../models/random.ts';
import { deliverEvents, type JourneyPost } from '../platform/journeys/deliver-events.ts';
import type { Database } from '../platform/postgres/database.ts';
import { countJourneys } from '../platform/postgres/journeys.ts';
import { PLAN } from '../test/models/journeys/sketch-journey.ts';
import { type ExpectedMessage, listExpected, plantTellings, type Telling } from './journey-world.ts';
import type { KeptWorker } from './keep-worker.ts';

/** Machine time in which the server gives a new worker the tasks of a dead one: those in hand 10 s after it took them. */
const RECOVERY_MILLIS = 10_000;
const PROMPT_MILLIS = 2_000;
/** From the first application to the end of the last trial. */
const SPAN_SECONDS = 98 * 3600;
const DATASET = 'lounge~faults';

/** A telling with the machine milliseconds between which it was told. */
interface Told extends Telling {
  from: number;
  until: number;
}

/** A message as it was written down; event seconds, `written` in machine milliseconds. */
interface WrittenMessage {
  customer: string;
  action: string;
  state: string;
  reason: string | null;
  arm: string | null;
  written: number;
  due: number;
  consent: string;
}

/** Journeys with all that goes wrong, and a worker that is killed again and again in the first half; what came of it, by name. */
export async function measureFaults(
  post: Omit<JourneyPost, 'dataset' | 'clock'>,
  worker: KeptWorker,
  { journeys, kills, speed, seed }: Record<'journeys' | 'kills' | 'speed' | 'seed', number>,
): Promise<Record<string, number | string>> {
  await worker.polls();
  const from = Date.UTC(2021, 11, 6) / 1000;
  const tellings = plantTellings(journeys, { random: createRandom(seed), from, spread: 24 * 3600 });
  const clock: JourneyClock = { epoch: from * 1000, startedAt: Date.now() + 5_000, speed };
  const killing = killOften(worker, kills, machineMillis(clock, SPAN_SECONDS / 2) / Math.max(1, kills));
  const told = await tellInTime({ ...post, dataset: DATASET, clock }, tellings);
  await killing;
  const end = machineOf(clock, from + SPAN_SECONDS) + 90_000;
  const isOpen = async () => (await countJourneys(post.database, DATASET)).open !== undefined;
  while (Date.now() < end && (await isOpen())) await delay(500);
  const written = await readMessages(post.database);
  return {
    journeys,
    'tellings (repeated, delayed; 10 % of check-outs lost)': tellings.length,
    'worker kills': worker.outages.length,
    'from a kill until a worker polled, mean': formatMillis(meanOutage(worker)),
    endings: JSON.stringify(await countJourneys(post.database, DATASET)),
    'what became of messages': JSON.stringify(tally(written)),
    ...judgeMessages(written, told, { clock, worker }),
    ...judgeLateness(written, { clock, worker }),
  };
}

/** Tell each event when it is its turn, as the clock goes. */
async function tellInTime(post: JourneyPost, tellings: readonly Telling[]): Promise<Told[]> {
  const told: Told[] = [];
  while (told.length < tellings.length) {
    const now = eventSecond(post.clock, Date.now());
    const next = tellings.findIndex(({ toldAt }, place) => place >= told.length && toldAt > now);
    const batch = tellings.slice(told.length, next === -1 ? tellings.length : next);
    const from = Date.now();
    await deliverEvents(
      post,
      batch.map(({ event }) => event),
    );
    told.push(...batch.map((telling) => ({ ...telling, from, until: Date.now() })));
    const coming = tellings[told.length];
    if (coming !== undefined)
      await delay(Math.min(100, Math.max(1, machineMillis(post.clock, coming.toldAt - now))));
  }
  return told;
}

/** Held against what journeys should do that are told the same, without a server. */
function judgeMessages(
  written: readonly WrittenMessage[],
  told: readonly Told[],
  { clock, worker }: { clock: JourneyClock; worker: KeptWorker },
): Record<string, number | string> {
  const expect = (heardAt: (telling: Told) => number) =>
    listExpected(
      told
        .map((telling) => ({ event: telling.event, toldAt: eventSecond(clock, heardAt(telling)) }))
        .sort((left, right) => left.toldAt - right.toldAt),
      (registeredAt) => ({ ...PLAN, registeredAt }),
    );
  // A journey hears of an event between when it is told and when a worker must have seen it.
  const soon = expect(({ from }) => from);
  const late = expect(({ until }) => promptUntil(until, worker));
  const expected = new Set([...soon, ...late].map(nameOf));
  const expectedLate = new Set(late.map(nameOf));
  const found = new Set(written.map(nameOf));
  const undecided = soon.filter(
    (message) =>
      !found.has(nameOf(message)) &&
      expectedLate.has(nameOf(message)) &&
      machineOf(clock, message.calmUntil) > promptUntil(machineOf(clock, message.knownAt), worker),
  );
  const stops = new Map<string, number>();
  for (const { event, until } of told)
    if (event.kind === 'paid' || event.kind === 'opted-out')
      stops.set(event.customer, Math.min(until, stops.get(event.customer) ?? Infinity));
  // Who waits for a worker that has much to do may pay meanwhile, and then gets nothing; all others get what is theirs.
  const missing = undecided.filter(({ customer }) => !stops.has(customer));
  const strange = written.filter((message) => !expected.has(nameOf(message)));
  const sent = written.filter((message) => message.state === 'sent');
  return {
    'messages that should be decided on': soon.length,
    'decided on': written.length,
    missing: missing.length,
    'later than a payment or an opt-out that followed, though a worker was up':
      undecided.length - missing.length,
    'nobody expected': strange.length,
    'sent twice': sent.length - new Set(sent.map(nameOf)).size,
    'sent after a payment or an opt-out was told': sent.filter(
      (message) => message.written > (stops.get(message.customer) ?? Infinity),
    ).length,
    'sent to the holdout': sent.filter(({ arm }) => arm !== 'treatment').length,
    'advertising sent without a consent': sent.filter(
      ({ action, consent }) => action !== 'C2' && consent !== 'given',
    ).length,
    ...Object.fromEntries(
      [...missing, ...strange].map((message) => [
        `what ${message.customer} was told, ${message.action} not as expected`,
        describe(message, told, clock),
      ]),
    ),
  };
}

/** How late messages were for which a worker was there. */
function judgeLateness(
  written: readonly WrittenMessage[],
  { clock, worker }: { clock: JourneyClock; worker: KeptWorker },
): Record<string, number | string> {
  const isCalm = ({ due, state }: WrittenMessage) => {
    const at = machineOf(clock, due);
    return ['sent', 'held_out'].includes(state) && promptUntil(at, worker) === at + PROMPT_MILLIS;
  };
  const late = written
    .filter(isCalm)
    .map((message) => message.written - machineOf(clock, message.due))
    .sort((left, right) => left - right);
  const quantile = (share: number) => late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? 0;
  return {
    [`late while a worker was up, of ${late.length}: median, 95 %, 99 %, most`]: [0.5, 0.95, 0.99, 1]
      .map((share) => formatMillis(quantile(share)))
      .join(', '),
    [`later than ${formatMillis(PROMPT_MILLIS)}`]: late.filter((millis) => millis > PROMPT_MILLIS).length,
  };
}

/** When what happens at a machine's millisecond must have been dealt with: at once, or when a worker is there again and has what was in hand. */
function promptUntil(millis: number, { outages }: KeptWorker): number {
  return outages.reduce(
    (end, { from, until }) =>
      from - PROMPT_MILLIS < end && millis < until + RECOVERY_MILLIS
        ? Math.max(end, until + RECOVERY_MILLIS)
        : end,
    millis + PROMPT_MILLIS,
  );
}

function machineOf({ epoch, startedAt, speed }: JourneyClock, second: number): number {
  return startedAt + (second * 1000 - epoch) / speed;
}

function nameOf({ customer, action }: { customer: string; action: string }): string {
  return `${customer} ${action}`;
}

/** Machine seconds since the beginning of all that the customer's journey was told, and of the message. */
function describe(
  message: ExpectedMessage | WrittenMessage,
  told: readonly Told[],
  clock: JourneyClock,
): string {
  const since = (millis: number) => ((millis - clock.startedAt) / 1000).toFixed(1);
  const due = 'dueAt' in message ? message.dueAt : message.due;
  return [
    ...told
      .filter(({ event }) => event.customer === message.customer)
      .map(
        ({ event, from, until }) =>
          `${event.kind} of ${since(machineOf(clock, Date.parse(event.at) / 1000))} at ${since(from)}–${since(until)}`,
      ),
    `due ${since(machineOf(clock, due))}`,
    ...('written' in message
      ? [`${message.state} ${message.reason ?? ''} at ${since(message.written)}`]
      : []),
  ].join('; ');
}

function tally(written: readonly WrittenMessage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state, reason } of written) {
    const name = reason === null ? state : `dropped ${reason}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function meanOutage({ outages }: KeptWorker): number {
  return outages.reduce((sum, { from, until }) => sum + until - from, 0) / Math.max(1, outages.length);
}

async function killOften(worker: KeptWorker, kills: number, everyMillis: number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    await delay(everyMillis);
    worker.kill();
  }
}

async function readMessages(database: Database): Promise<WrittenMessage[]> {
  const { rows } = await database.query<WrittenMessage>(
    `select customer_id as customer, action_id as action, messages.state, drop_reason as reason, arm,
       extract(epoch from written_at)::double precision * 1000 as written,
       extract(epoch from due_at)::double precision as due, consent
     from journey_messages as messages join journeys using (dataset, journey) where dataset = $1`,
    [DATASET],
  );
  return rows;
}
