import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';

const BENCH = join(PROJECT_ROOT, 'bench');

/** What is run by itself exports nothing; the rest are its parts. */
async function listScripts(): Promise<string[]> {
  const files = await readdir(BENCH);
  const texts = await Promise.all(files.map((file) => readFile(join(BENCH, file), 'utf8')));
  return files.filter((_, place) => !/^export /m.test(texts[place]!)).map((file) => file.replace('.ts', ''));
}

it('docs/measurements.md has a row for every script of bench/, and for no other', async () => {
  const page = await readFile(join(PROJECT_ROOT, 'docs', 'measurements.md'), 'utf8');
  const named = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual((await listScripts()).toSorted());
});
