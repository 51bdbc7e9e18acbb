import { setTimeout as delay } from 'node:timers/promises';
import type { JourneyEvent } from '../../models/contracts/journey.ts';
import { eventSecond, machineMillis } from '../../models/journeys/clock.ts';
import { type Delivery, deliverEvents, type JourneyPost } from './deliver-events.ts';

/** Events of so much machine time go out together. */
const TICK_MILLIS = 100;
const MOST_TOGETHER = 1_000;

/** How far a replay is. */
export interface ReplayProgress {
  told: number;
  /** Epoch second of the events. */
  now: number;
}

/** Tell journeys what happened, each event when the clock of the post comes to it; events are in order of time. */
export async function replayEvents(
  post: JourneyPost,
  events: readonly JourneyEvent[],
  {
    signal,
    onProgress = () => {},
  }: { signal?: AbortSignal; onProgress?(progress: ReplayProgress): void } = {},
): Promise<Delivery[]> {
  const answers: Delivery[] = [];
  while (answers.length < events.length && signal?.aborted !== true) {
    const now = eventSecond(post.clock, Date.now());
    const from = answers.length;
    let until = from;
    while (until < events.length && until - from < MOST_TOGETHER && secondOf(events[until]!) <= now)
      until += 1;
    answers.push(...(await deliverEvents(post, events.slice(from, until))));
    onProgress({ told: answers.length, now });
    const next = events[answers.length];
    if (next === undefined) break;
    const wait = machineMillis(post.clock, secondOf(next) - eventSecond(post.clock, Date.now()));
    await delay(Math.min(Math.max(wait, 1), TICK_MILLIS), undefined, { ...(signal && { signal }) }).catch(
      () => {},
    );
  }
  return answers;
}

function secondOf({ at }: JourneyEvent): number {
  return Date.parse(at) / 1000;
}
