import { existsSync, readdirSync } from 'node:fs';
import type fs from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { DirectoryStore } from '../../../platform/store/directory-store.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { startScript, untilDead } from '../processes/process-helpers.ts';
import { commitTexts } from './draft-manifest.ts';

/** Calls to the file system until the writer stops for good, as a killed one does; none while undefined. */
const budget = vi.hoisted(() => ({ left: undefined as number | undefined, exhausted: () => {} }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const stop = new Promise<never>(() => {});
  const countCalls =
    <Arguments extends unknown[], Result>(call: (...args: Arguments) => Promise<Result>) =>
    (...args: Arguments): Promise<Result> => {
      if (budget.left === undefined) return call(...args);
      if (budget.left === 0) {
        budget.exhausted();
        return stop;
      }
      budget.left -= 1;
      return call(...args);
    };
  const { link, mkdir, open, readFile, rename, rm, writeFile } = real;
  const counted = Object.entries({ link, mkdir, open, readFile, rename, rm, writeFile }).map(
    ([name, call]) => [name, countCalls(call as (...args: unknown[]) => Promise<unknown>)],
  );
  return { ...real, ...Object.fromEntries(counted) };
});

const TEXTS = { 'model.json': '{"w":1}', 'loss.csv': 'epoch,loss\n' };

/** Let a commit make this many calls to the file system, then never come back. @returns whether it ended before. */
async function commitFor(root: string, calls: number): Promise<boolean> {
  const exhausted = new Promise<false>((resolve) => {
    budget.exhausted = () => resolve(false);
  });
  budget.left = calls;
  try {
    return await Promise.race([commitTexts(new DirectoryStore(root), TEXTS).then(() => true), exhausted]);
  } finally {
    budget.left = undefined;
  }
}

/** Keys of the store that have a manifest, and those of them whose files verify. */
async function readKeys(root: string): Promise<{ committed: string[]; verified: string[] }> {
  const folder = join(root, 'artifacts', 'fit');
  const keys = existsSync(folder) ? readdirSync(folder) : [];
  const committed = keys.filter((key) => existsSync(join(folder, key, 'manifest.json')));
  const found = await Promise.all(committed.map((key) => new DirectoryStore(root).find('fit', key)));
  return { committed, verified: committed.filter((_, index) => found[index] !== undefined) };
}

describe('a writer that stops between any two calls to the file system', () => {
  it('leaves a whole artifact or none, and the next writer finishes', async () => {
    const outcomes: boolean[] = [];
    for (let calls = 0; outcomes.at(-1) !== true; calls++) {
      const root = makeTemporaryDirectory();
      outcomes.push(await commitFor(root, calls));
      const { committed, verified } = await readKeys(root);
      expect(verified).toEqual(committed);
      const { manifest } = await commitTexts(new DirectoryStore(root), TEXTS);
      expect(await new DirectoryStore(root).find('fit', 'k1')).toEqual(manifest);
    }
    // Stage, sync and digest of two files, rename, manifest: fewer stops would not have covered a commit.
    expect(outcomes.length).toBeGreaterThan(10);
  });
});

describe('a writer killed by SIGKILL at any instant', () => {
  it('leaves whole artifacts only, and the next writer goes on over what is there', async () => {
    const root = makeTemporaryDirectory();
    const random = createRandom(20_211_215);
    for (let round = 1; round <= 5; round++) {
      const { child } = await startScript(
        new URL('./commit-until-killed.ts', import.meta.url),
        root,
        String(round),
      );
      onTestFinished(() => {
        child.kill('SIGKILL');
      });
      await delay(random.integer(40));
      child.kill('SIGKILL');
      await untilDead(child.pid!);
      const { committed, verified } = await readKeys(root);
      expect(committed.length).toBeGreaterThan(0);
      expect(verified).toEqual(committed);
    }
  });
});
