import { beforeQuiet, isQuiet, type QuietHours } from '../playbooks/quiet-hours.ts';
import { fromWallClock, toWallClock } from './zone-time.ts';

/** Seconds before the quiet hours by which to decide, so that a slow answer does not fall into them. */
const LEAD_SECONDS = 60;

/** When to decide on what is due at an epoch second in quiet hours and may not be late; null where it is in none. */
export function dueBeforeQuiet(
  second: number,
  { quietHours, timeZone }: { quietHours: QuietHours | null; timeZone: string },
): number | null {
  const moment = toWallClock(second, timeZone);
  if (quietHours === null || !isQuiet(moment, quietHours)) return null;
  return fromWallClock(beforeQuiet(moment, quietHours), timeZone) - LEAD_SECONDS;
}
