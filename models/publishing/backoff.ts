/** Waits between attempts: up to 0.5 s, then twice that, up to half a minute. */
const FIRST_MILLIS = 500;
const MOST_MILLIS = 30_000;

/**
 * How long to wait before the next attempt: anything up to a bound that doubles, so that many who were turned away at once
 * do not come back at once.
 * @param failures attempts that have failed, from 1
 * @param chance drawn from 0 to 1
 */
export function backoffMillis(failures: number, chance: number): number {
  return Math.round(chance * Math.min(MOST_MILLIS, FIRST_MILLIS * 2 ** (failures - 1)));
}

/**
 * Milliseconds that a receiver asks to be left alone, from `Retry-After`; undefined where it says nothing usable.
 * @param now epoch, for a date
 */
export function retryAfterMillis(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const millis = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(millis) ? Math.min(MOST_MILLIS, Math.max(0, millis)) : undefined;
}
