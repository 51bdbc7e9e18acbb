import type { DoorEvent, JourneyState } from './state.ts';
import { type Trial, trialOf } from './trial.ts';

/** A session without check-out ends so long after its last check-in. */
const OPEN_SECONDS = 12 * 3600;

/** A stay inside, in epoch seconds; of a check-out without check-in it has no length. */
export interface Stay {
  site: string;
  enteredAt: number;
  /** Where it ends unless somebody says otherwise. */
  leftAt: number;
  isEntry: boolean;
  /** Somebody said that it ended: a check-out, or a check-in elsewhere or anew. */
  isClosed: boolean;
}

/**
 * Stays of a trial in order; they do not overlap. A check-out belongs to the last check-in before it, at the same site and
 * within 12 hours; a stay that nothing ends lasts 12 hours, until the next check-in, or to the end of the trial's use
 * (as in sql/trial/intermediate/int_door_stays, for a log without visit rows).
 */
export function listStays(state: Pick<JourneyState, 'applications' | 'door' | 'paidAt'>): Stay[] {
  const trial = trialOf(state);
  const events = state.door.filter(({ at }) => at >= trial.registeredAt && at <= trial.useEndsAt);
  const entries = events.flatMap((event, place) => (event.isIn ? [place] : []));
  const matched = new Set<number>();
  const stays = entries.map((place, number) => {
    const next = entries[number + 1];
    const exit = findExit(events, place, next ?? events.length);
    if (exit !== undefined) matched.add(exit);
    return endStay(events[place]!, { exit: events[exit ?? -1], next: events[next ?? -1], trial });
  });
  const strays = events.flatMap(({ at, site, isIn }, place) =>
    isIn || matched.has(place)
      ? []
      : [{ site, enteredAt: at, leftAt: at, isEntry: false, isClosed: true } satisfies Stay],
  );
  return [...stays, ...strays].sort(
    (left, right) =>
      left.enteredAt - right.enteredAt ||
      Number(right.isEntry) - Number(left.isEntry) ||
      compareText(left.site, right.site),
  );
}

/** Place of the check-out that ends the stay begun at a place, before the next check-in. */
function findExit(events: readonly DoorEvent[], entry: number, until: number): number | undefined {
  const { site, at } = events[entry]!;
  for (let place = entry + 1; place < until; place += 1) {
    const event = events[place]!;
    if (event.site === site && event.at <= at + OPEN_SECONDS) return place;
  }
  return undefined;
}

function endStay(
  { at, site }: DoorEvent,
  { exit, next, trial }: { exit: DoorEvent | undefined; next: DoorEvent | undefined; trial: Trial },
): Stay {
  const told = Math.min(exit?.at ?? Number.POSITIVE_INFINITY, next?.at ?? Number.POSITIVE_INFINITY);
  const assumed = Math.min(at + OPEN_SECONDS, trial.useEndsAt);
  return {
    site,
    enteredAt: at,
    leftAt: Math.min(told, assumed),
    isEntry: true,
    isClosed: told <= assumed,
  };
}

/** Total seconds inside until a moment. */
export function stayUntil(stays: readonly Stay[], second: number): number {
  return stays.reduce(
    (sum, { enteredAt, leftAt }) => sum + Math.max(0, Math.min(leftAt, second) - enteredAt),
    0,
  );
}

/** The stay that is running at a moment; undefined while the customer is out. */
export function stayAt(stays: readonly Stay[], second: number): Stay | undefined {
  return stays.findLast(({ enteredAt, leftAt }) => enteredAt <= second && second < leftAt);
}

/** Events of one second: leave where one was, then by site, in before out (as in int_presence_events). */
export function sortDoor(door: readonly DoorEvent[]): DoorEvent[] {
  const entries = new Set(door.flatMap(({ at, site, isIn }) => (isIn ? [`${at} ${site}`] : [])));
  const isAlsoIn = ({ at, site }: DoorEvent) => Number(entries.has(`${at} ${site}`));
  return [...door].sort(
    (left, right) =>
      left.at - right.at ||
      isAlsoIn(left) - isAlsoIn(right) ||
      compareText(left.site, right.site) ||
      Number(right.isIn) - Number(left.isIn),
  );
}

/** As the database orders text, whatever the locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
