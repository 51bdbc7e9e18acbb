import type { JourneyEvent } from '../models/contracts/journey.ts';
import { endingOf } from '../models/journeys/ending.ts';
import { type DueMessage, nextMessage } from '../models/journeys/next-message.ts';
import type { JourneyPlan } from '../models/journeys/plan.ts';
import { reduceJourney } from '../models/journeys/reduce-journey.ts';
import { beginJourney, type JourneyState } from '../models/journeys/state.ts';
import { trialOf } from '../models/journeys/trial.ts';
import type { Random } from '../models/random.ts';

const HOUR = 3600;

/** An event, and the epoch second at which it is told: repeated ones are told twice. */
export interface Telling {
  event: JourneyEvent;
  toldAt: number;
}

/** What may go wrong on the way, as shares of events. */
const REPEATED = 0.1;
const DELAYED = 0.2;
const MOST_DELAY = 600;
const LOST_CHECK_OUTS = 0.1;

/** Trials whose customers come, stay, pay and opt out, with what goes wrong between a door and a journey. */
export function plantTellings(
  count: number,
  { random, from, spread }: { random: Random; from: number; spread: number },
): Telling[] {
  const tellings = Array.from({ length: count }, (_, number) => {
    const customer = `U${number}`;
    const applied = from + random.integer(spread);
    const events: JourneyEvent[] = [];
    const add = (kind: JourneyEvent['kind'], second: number, more: Partial<JourneyEvent> = {}) =>
      events.push({ id: `${events.length}`, kind, customer, at: toInstant(second), ...more });
    const consent = random.next() < 0.85 ? 'given' : random.next() < 0.5 ? 'refused' : 'unknown';
    add('registered', applied, { consent });
    const stopsAt = drawStop(random, applied);
    for (let at = applied + random.integer(20 * HOUR); at < applied + 70 * HOUR; ) {
      if (random.next() < 0.3) break;
      const site = String(1 + random.integer(9));
      const leaves = at + 1200 + random.integer(8 * HOUR);
      add('check-in', at, { site });
      if (random.next() >= LOST_CHECK_OUTS) add('check-out', leaves, { site });
      at = leaves + HOUR + random.integer(20 * HOUR);
    }
    if (stopsAt !== null) add(random.next() < 0.9 ? 'paid' : 'opted-out', stopsAt);
    return events.flatMap((event) => tell(random, event));
  });
  return tellings.flat().sort((left, right) => left.toldAt - right.toldAt);
}

/** A third pay or opt out within the trial. */
function drawStop(random: Random, applied: number): number | null {
  return random.next() < 0.33 ? applied + HOUR + random.integer(70 * HOUR) : null;
}

function tell(random: Random, event: JourneyEvent): Telling[] {
  const second = Date.parse(event.at) / 1000;
  // Nobody can be told of before the application is known, and who says stop is not kept waiting.
  const mayWait = event.kind === 'check-in' || event.kind === 'check-out';
  const delay = () => (mayWait && random.next() < DELAYED ? random.integer(MOST_DELAY) : 0);
  const first = { event, toldAt: second + delay() };
  return random.next() < REPEATED ? [first, { event, toldAt: second + 1 + delay() }] : [first];
}

/** A message that a journey should decide on. */
export interface ExpectedMessage extends DueMessage {
  customer: string;
  /** Epoch second at which it could be known: at its moment, or when what leads to it is told. */
  knownAt: number;
  /** Epoch second of the next thing that the journey is told: close to it the order of the two is nobody's fault. */
  calmUntil: number;
}

/** What journeys should decide on, told this: each customer's events one after the other, without a server. */
export function listExpected(
  tellings: readonly Telling[],
  planOf: (registeredAt: number) => JourneyPlan,
): ExpectedMessage[] {
  const byCustomer = new Map<string, Telling[]>();
  for (const telling of tellings) {
    const { customer } = telling.event;
    byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), telling]);
  }
  return [...byCustomer].flatMap(([customer, told]) => expectOf(customer, told, planOf));
}

function expectOf(
  customer: string,
  told: readonly Telling[],
  planOf: (registeredAt: number) => JourneyPlan,
): ExpectedMessage[] {
  const [first] = told;
  let state = beginJourney(Date.parse(first!.event.at) / 1000);
  const plan = planOf(trialOf(state).registeredAt);
  const expected: ExpectedMessage[] = [];
  let heardAt = first!.toldAt;
  const decideUntil = (until: number) => {
    for (;;) {
      const due = nextMessage(state, plan);
      if (due === undefined || due.dueAt > until) return;
      if (endingOf(state, due.dueAt) !== null) return;
      const note = { action: due.action, point: due.point, state: 'sent', about: '', at: due.dueAt } as const;
      state = { ...state, messages: [...state.messages, note] };
      expected.push({ ...due, customer, knownAt: Math.max(due.dueAt, heardAt), calmUntil: until });
    }
  };
  for (const { event, toldAt } of told.slice(1)) {
    decideUntil(toldAt);
    heardAt = toldAt;
    if (event.kind === 'registered') continue;
    state = hear(state, event, toldAt);
  }
  decideUntil(Number.POSITIVE_INFINITY);
  return expected;
}

function hear(state: JourneyState, { id, kind, at, site }: JourneyEvent, now: number): JourneyState {
  const payload = { id, at: Date.parse(at) / 1000, ...(site !== undefined && { site }) };
  return reduceJourney(state, { signal: kind, payload }, { now, tolerance: 300, sites: [] });
}

function toInstant(second: number): string {
  return new Date(second * 1000).toISOString();
}
