import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointLive } from '../../../platform/publishing/point-live.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

/** Folders v1 … vN, each with a file that says which it is. */
function makeVersions(count: number): { root: string; folders: string[] } {
  const root = makeTemporaryDirectory();
  const folders = Array.from({ length: count }, (_, index) => join(root, `v${index + 1}`));
  for (const [index, folder] of folders.entries()) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'strategies.csv'), `version ${index + 1}`);
  }
  return { root, folders };
}
const readLive = (root: string) => readFileSync(join(root, 'live', 'strategies.csv'), 'utf8');

describe('pointLive', () => {
  it('points to the first version, then to the next', async () => {
    const { root, folders } = makeVersions(2);
    expect(await pointLive(folders[0]!)).toBe(join(root, 'live'));
    expect(readLive(root)).toBe('version 1');
    await pointLive(folders[1]!);
    expect(readLive(root)).toBe('version 2');
    expect(readdirSync(root).sort()).toEqual(['live', 'v1', 'v2']);
  });

  it('keeps its word when the store is mounted elsewhere', async () => {
    const { root, folders } = makeVersions(1);
    await pointLive(folders[0]!);
    expect(readlinkSync(join(root, 'live'))).toBe('v1');
  });

  it('may be repeated', async () => {
    const { root, folders } = makeVersions(1);
    await Promise.all([pointLive(folders[0]!), pointLive(folders[0]!), pointLive(folders[0]!)]);
    expect(readLive(root)).toBe('version 1');
    expect(readdirSync(root).sort()).toEqual(['live', 'v1']);
  });

  it('shows a reader one version or the other, never none', async () => {
    const { root, folders } = makeVersions(2);
    await pointLive(folders[0]!);
    let swapping = true;
    const swaps = (async () => {
      for (let turn = 0; turn < 200; turn++) await pointLive(folders[turn % 2]!);
      swapping = false;
    })();
    const seen = new Set<string>();
    while (swapping) {
      seen.add(readLive(root));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await swaps;
    expect([...seen].sort()).toEqual(['version 1', 'version 2']);
  });

  it('leaves nothing behind when a folder stands where the link should', async () => {
    const { root, folders } = makeVersions(1);
    mkdirSync(join(root, 'live'));
    await expect(pointLive(folders[0]!)).rejects.toThrow();
    expect(readdirSync(root).sort()).toEqual(['live', 'v1']);
  });
});
