import type { DecisionPoint } from '../contracts/decision-point.ts';
import { listStays, type Stay, stayAt } from './list-stays.ts';
import type { JourneyPlan, PlannedMark } from './plan.ts';
import type { JourneyState } from './state.ts';
import { LAST_DAY_SECONDS, type Trial, trialOf } from './trial.ts';

/** Cumulative seconds inside of the marks by stay. */
const STAY_MARKS: Readonly<Partial<Record<DecisionPoint, number>>> = {
  stay_3h: 3 * 3600,
  stay_15h: 15 * 3600,
};
/** Machine seconds by which a message may be late and still speak of the moment. */
const MOST_LATE_SECONDS = 30 * 60;
/** Machine seconds for which a customer who passed a mark is believed to be inside still. */
const STILL_INSIDE_SECONDS = 60;

/** A message that is to be decided on. */
export interface DueMessage extends PlannedMark {
  /** Epoch second of the decision point. */
  decidedAt: number;
  /** Epoch second at which to decide. */
  dueAt: number;
}

/** Why a due message comes too late: the moment is long past, or the customer has left. */
export type Lateness = 'too_late' | 'left';

/** The next message of a journey as far as known: those that were decided on are past. */
export function nextMessage(state: JourneyState, { marks }: JourneyPlan): DueMessage | undefined {
  const trial = trialOf(state);
  const stays = listStays(state);
  const decided = new Set(state.messages.map(({ action }) => action));
  const due = marks.flatMap((mark): DueMessage[] => {
    if (decided.has(mark.action)) return [];
    const decidedAt = momentOf(mark.point, trial, stays);
    if (decidedAt === undefined || decidedAt >= trial.endsAt) return [];
    return [{ ...mark, decidedAt, dueAt: mark.dueAt ?? decidedAt }];
  });
  return due.reduce<DueMessage | undefined>(
    (first, message) => (first === undefined || message.dueAt < first.dueAt ? message : first),
    undefined,
  );
}

/** Epoch second of a decision point (as in sql/trial/intermediate/int_moments); undefined while nothing leads to it. */
export function momentOf(
  point: DecisionPoint,
  { registeredAt }: Trial,
  stays: readonly Stay[],
): number | undefined {
  if (point === 'registration') return registeredAt;
  if (point === 'last_day') return registeredAt + LAST_DAY_SECONDS;
  if (point === 'first_visit') return stays[0]?.enteredAt;
  return passedAt(stays, STAY_MARKS[point]!);
}

function passedAt(stays: readonly Stay[], mark: number): number | undefined {
  let before = 0;
  for (const { enteredAt, leftAt } of stays) {
    const length = leftAt - enteredAt;
    if (before + length >= mark) return enteredAt + (mark - before);
    before += length;
  }
  return undefined;
}

/** Whether a due message may still be sent; allowances are of the machine's time, which `speed` does not hurry. */
export function judgeLateness(
  { point, dueAt }: DueMessage,
  state: JourneyState,
  { now, speed }: { now: number; speed: number },
): Lateness | null {
  const late = (now - dueAt) / speed;
  if (late > MOST_LATE_SECONDS) return 'too_late';
  if (point === 'registration' || point === 'last_day' || late <= STILL_INSIDE_SECONDS) return null;
  return stayAt(listStays(state), now) === undefined ? 'left' : null;
}
