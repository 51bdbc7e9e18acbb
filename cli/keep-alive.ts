import { writeFile } from 'node:fs/promises';

/** How often whoever watches this process may expect a sign of life. */
export const SIGN_OF_LIFE_MILLIS = 10_000;

/**
 * Touches a file as long as `check` passes, for what watches this process from outside: the file's age is the answer,
 * and asking costs no process.
 */
export function keepAlive(file: string, check: () => Promise<void>): { stop(): void } {
  let asking = false;
  const touch = async () => {
    // A check that hangs is no sign of life, and another beside it would be none either.
    if (asking) return;
    asking = true;
    await check()
      .then(() => writeFile(file, ''))
      .catch(() => {});
    asking = false;
  };
  void touch();
  const timer = setInterval(touch, SIGN_OF_LIFE_MILLIS).unref();
  return { stop: () => clearInterval(timer) };
}
