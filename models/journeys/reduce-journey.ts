import { listStays, sortDoor, stayAt } from './list-stays.ts';
import { type Arrival, type JourneyNotice, readNotice } from './signals.ts';
import type { DoorEvent, JourneyState, Oddity } from './state.ts';
import { trialOf } from './trial.ts';

/** Door events that one trial may have: 80 is the most that the original data show. */
const MOST_EVENTS = 500;

/** What a journey holds what it is told against. */
export interface Surroundings {
  /** Epoch second of the events. */
  now: number;
  /** Seconds by which an event may be ahead of it, since no two clocks are alike. */
  tolerance: number;
  /** Known sites; none: any may be right. */
  sites: readonly string[];
}

/**
 * The state after a signal. What comes twice, late or in another order leaves the same state; what cannot be is counted
 * and changes nothing else, but whoever says stop is believed.
 */
export function reduceJourney(
  state: JourneyState,
  arrival: Arrival,
  { now, tolerance, sites }: Surroundings,
): JourneyState {
  const notice = readNotice(arrival);
  if (notice === null) return count(state, 'malformed');
  if (state.seen.includes(notice.id)) return count(state, 'duplicate');
  if (state.seen.length >= MOST_EVENTS && !isStop(arrival)) return count(state, 'too_many');
  const seen = { ...state, seen: [...state.seen, notice.id] };
  const isAhead = notice.at > now + tolerance;
  const told = isAhead ? count(seen, 'from_the_future') : seen;
  const second = Math.min(notice.at, Math.floor(now));
  switch (arrival.signal) {
    case 'paid':
      return { ...told, paidAt: earliest(told.paidAt, second) };
    case 'opted-out':
      return { ...told, optedOutAt: earliest(told.optedOutAt, second) };
    case 'registered':
      if (isAhead) return told;
      if (told.applications.includes(notice.at)) return count(told, 'duplicate');
      return { ...told, applications: [...told.applications, notice.at].sort((a, b) => a - b) };
    default:
      return isAhead ? told : addPassage(told, toPassage(arrival, notice), sites);
  }
}

function toPassage({ signal }: Arrival, { at, site }: JourneyNotice): DoorEvent {
  return { at, site: site!, isIn: signal === 'check-in' };
}

function addPassage(state: JourneyState, passage: DoorEvent, sites: readonly string[]): JourneyState {
  const { at, site, isIn } = passage;
  const isSame = (other: DoorEvent) => other.at === at && other.site === site && other.isIn === isIn;
  if (state.door.some(isSame)) return count(state, 'duplicate');
  const oddities = listOddities(state, passage, sites);
  const added = { ...state, door: sortDoor([...state.door, passage]) };
  return oddities.reduce(count, added);
}

/** What is odd about a passage as far as known when it is told; the landmarks' SQL says what it counts for. */
function listOddities(
  state: JourneyState,
  { at, site, isIn }: DoorEvent,
  sites: readonly string[],
): Oddity[] {
  const { registeredAt, endsAt } = trialOf(state);
  if (at < registeredAt) return ['before_application'];
  if (at > endsAt) return ['after_trial'];
  const running = stayAt(listStays(state), at - 1);
  const odd: Oddity[] = sites.length > 0 && !sites.includes(site) ? ['unknown_site'] : [];
  if (isIn && running?.site === site) odd.push('check_in_twice');
  if (!isIn && running?.site !== site) odd.push('check_out_without_check_in');
  return odd;
}

function isStop({ signal }: Arrival): boolean {
  return signal === 'paid' || signal === 'opted-out';
}

function earliest(known: number | null, second: number): number {
  return Math.min(known ?? second, second);
}

function count(state: JourneyState, oddity: Oddity): JourneyState {
  return { ...state, oddities: { ...state.oddities, [oddity]: (state.oddities[oddity] ?? 0) + 1 } };
}
