import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { keepAlive, SIGN_OF_LIFE_MILLIS } from '../../cli/keep-alive.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('touches the file while the check passes, not once it fails, and again when it passes', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const file = join(makeTemporaryDirectory(), 'alive');
  const check = vi.fn(async () => {});
  const alive = keepAlive(file, check);
  try {
    await vi.waitFor(() => expect(existsSync(file)).toBe(true));
    rmSync(file);
    check.mockRejectedValueOnce(new Error('no answer'));
    vi.advanceTimersByTime(SIGN_OF_LIFE_MILLIS);
    await expect(check.mock.results[1]!.value).rejects.toThrow('no answer');
    expect(existsSync(file)).toBe(false);
    await vi.waitFor(() => {
      vi.advanceTimersByTime(SIGN_OF_LIFE_MILLIS);
      expect(existsSync(file)).toBe(true);
    });
  } finally {
    alive.stop();
  }
  const asked = check.mock.calls.length;
  vi.advanceTimersByTime(3 * SIGN_OF_LIFE_MILLIS);
  expect(check).toHaveBeenCalledTimes(asked);
});

it('does not ask again before an answer', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const check = vi.fn(() => new Promise<void>(() => {}));
  const alive = keepAlive('/nowhere', check);
  vi.advanceTimersByTime(5 * SIGN_OF_LIFE_MILLIS);
  alive.stop();
  expect(check).toHaveBeenCalledTimes(1);
});
