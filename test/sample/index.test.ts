import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateSample } from '../../sample/index.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const base = { customers: 400, profile: 'demo', seed: 7 } as const;

async function digestFiles(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const digests: Record<string, string> = {};
  for (const entry of entries.filter((item) => item.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    digests[join(entry.parentPath, entry.name).slice(directory.length + 1)] = createHash('sha256')
      .update(bytes)
      .digest('hex');
  }
  return digests;
}

test.each(['affiliate-expansion', 'trial-conversion'] as const)(
  '%s: the same seed gives the same bytes at 1, 2 and 4 threads, another seed others',
  async (pipeline) => {
    const digests = [];
    for (const [index, options] of [
      { threads: 1 },
      { threads: 2 },
      { threads: 4 },
      { threads: 2, seed: 8 },
    ].entries()) {
      const directory = join(root, `${pipeline}-${index}`);
      await generateSample({ ...base, ...options, pipeline, directory });
      digests.push(await digestFiles(directory));
    }
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
    expect(digests[3]).not.toEqual(digests[0]);
  },
);

test('writes the files of the specs and nothing beside them', async () => {
  const directory = join(root, 'names', 'affiliates');
  const summary = await generateSample({
    ...base,
    pipeline: 'affiliate-expansion',
    directory,
    format: 'csv.gz',
  });
  expect((await readdir(directory)).sort()).toEqual([
    'LPOINT_BIG_COMP_01_DEMO.csv.gz',
    'LPOINT_BIG_COMP_02_PDDE.csv.gz',
    'LPOINT_BIG_COMP_03_COP_U.csv.gz',
    'LPOINT_BIG_COMP_04_PD_CLAC.csv.gz',
    'LPOINT_BIG_COMP_05_BR.csv.gz',
    'LPOINT_BIG_COMP_06_LPAY.csv.gz',
    'truth',
  ]);
  expect(summary.rows.LPOINT_BIG_COMP_01_DEMO).toBe(400);
  expect(await readdir(join(root, 'names'))).toEqual(['affiliates']);
});

test('replaces an earlier sample whole', async () => {
  const directory = join(root, 'replaced', 'trial');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'stale.csv'), 'left over');
  await generateSample({ ...base, pipeline: 'trial-conversion', directory, format: 'parquet' });
  expect((await readdir(directory)).sort()).toEqual([
    'customer_contact.parquet',
    'site_area.parquet',
    'trial_access_log.parquet',
    'trial_payment.parquet',
    'trial_register.parquet',
    'trial_visit_info.parquet',
    'truth',
  ]);
});

test('refuses a wrong option and leaves what is there', async () => {
  const directory = join(root, 'kept');
  await mkdir(directory);
  await writeFile(join(directory, 'mine.csv'), 'kept');
  const wrong = { ...base, customers: 0, pipeline: 'trial-conversion', directory } as const;
  await expect(generateSample(wrong)).rejects.toThrow(/customers/);
  expect(await readdir(directory)).toEqual(['mine.csv']);
});
