import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 60;

/**
 * Repeats `check` with growing pauses until it gives a value.
 * @returns that value, or undefined when `timeoutMs` have passed without one.
 */
export async function poll<T>(
  check: () => Promise<T | undefined> | T | undefined,
  timeoutMs: number,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const value = await check();
    if (value !== undefined || performance.now() >= deadline) return value;
    await sleep(pauseMs);
  }
}
