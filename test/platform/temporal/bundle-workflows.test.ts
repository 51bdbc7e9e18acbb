import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../platform/config.ts';
import { bundleWorkflows } from '../../../platform/temporal/bundle-workflows.ts';
import { WORKFLOW_MODULES } from '../../../workflows/steps.ts';

const cache = mkdtempSync(join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(cache, { recursive: true }));
/** Nobody makes a folder in a file. */
const NOWHERE = join(PROJECT_ROOT, 'package.json/cache');
const { journeys } = WORKFLOW_MODULES;

/** Of ten states of the code before, the oldest first. */
const old = Array.from({ length: 10 }, (_, place) => `journeys-${String(place).padStart(16, '0')}.js`);
for (const [place, file] of old.entries()) {
  writeFileSync(join(cache, file), '');
  utimesSync(join(cache, file), 10 + place, 10 + place);
}
writeFileSync(join(cache, 'native.json'), '{}');

it('bundles a module once, where it can be written to, and keeps the newest eight', async () => {
  const { codePath } = (await bundleWorkflows({ journeys }, [NOWHERE, cache])).journeys;
  const name = relative(cache, codePath);
  const kept = [name, 'native.json', ...old.slice(-7)].sort();
  expect(readdirSync(cache).sort()).toEqual(kept);
  utimesSync(codePath, 30, 30);
  // Found, wherever it is, and not made again.
  expect(await bundleWorkflows({ journeys }, [NOWHERE, cache])).toEqual({ journeys: { codePath } });
  expect(statSync(codePath).mtimeMs).toBe(30_000);
});

it('bundles of a journey only what a journey is: thousands begin, and each pays for all of it', () => {
  const name = readdirSync(cache).find((file) => file.endsWith('.js') && !old.includes(file));
  const code = readFileSync(join(cache, name!), 'utf8');
  const modules = [...code.matchAll(/^\/\*\*\*\/ "\.\/([^"]+)"/gm)].map(([, path]) => path!);
  const packages = new Set(
    modules.flatMap((path) => /^node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
  expect(modules).toContain('models/journeys/reduce-journey.ts');
  expect(
    modules.filter((path) => !/^(node_modules|models\/journeys|workflows\/\S+-journeys?\.ts)/.test(path)),
  ).toEqual([]);
  expect([...packages].filter((path) => !path.startsWith('@temporalio/')).sort()).toEqual([
    'long',
    'ms',
    'nexus-rpc',
  ]);
});

it('says what cannot be bundled', async () => {
  const broken = join(cache, 'broken.ts');
  writeFileSync(
    broken,
    "import fs from 'node:fs';\nexport async function broken() { return fs.statSync('/'); }\n",
  );
  await expect(
    bundleWorkflows({ broken: { path: relative(PROJECT_ROOT, broken) } }, [cache]),
  ).rejects.toThrow(/cannot be bundled: .*fs/s);
  expect(readdirSync(cache).filter((file) => file.startsWith('broken-'))).toEqual([]);
});

it('says where it would have kept them', async () => {
  await expect(bundleWorkflows({ journeys }, [NOWHERE])).rejects.toThrow(
    `${NOWHERE} (expected one to write to)`,
  );
});
