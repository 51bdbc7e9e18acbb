import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { FoundTable } from '../../../platform/source/find-tables.ts';
import { fingerprintTable } from '../../../platform/source/fingerprint-table.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const TEXT = `cust\n${Array.from({ length: 20_000 }, (_, i) => `M${i}`).join('\n')}\n`;
const { signal } = new AbortController();

function write(file: string, bytes: Buffer | string): FoundTable {
  const path = join(makeTemporaryDirectory(), file);
  writeFileSync(path, bytes);
  const contract = { name: 'demo', files: ['demo'], columns: {}, sort: ['cust'], maxBadShare: 0 };
  return { contract, path, format: 'csv', gzipped: file.endsWith('.gz') };
}

it('is the sha256 of the bytes as they lie there', async () => {
  expect(await fingerprintTable(write('demo.csv', 'abc'), signal)).toEqual({
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    bytes: 3,
  });
  const zipped = gzipSync(TEXT);
  expect((await fingerprintTable(write('demo.csv.gz', zipped), signal)).bytes).toBe(zipped.length);
});

it.each<[string, (whole: Buffer) => Buffer]>([
  ['cut in the middle', (whole) => whole.subarray(0, whole.length / 2)],
  ['without its trailer', (whole) => whole.subarray(0, whole.length - 8)],
  ['without its last byte', (whole) => whole.subarray(0, whole.length - 1)],
  ['with a wrong checksum', (whole) => Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)])],
  ['not gzip at all', () => Buffer.from(TEXT)],
  ['empty', () => Buffer.alloc(0)],
])('refuses a gzip file %s, which DuckDB would read without an error', async (_, damage) => {
  const table = write('demo.csv.gz', damage(gzipSync(TEXT)));
  await expect(fingerprintTable(table, signal)).rejects.toMatchObject({
    name: 'ContractError',
    message: expect.stringMatching(
      new RegExp(`^${table.path} is not a whole gzip file: .+ \\(copy it again\\)$`),
    ),
  });
});

it('takes several gzip members, one after the other', async () => {
  const both = Buffer.concat([gzipSync('cust\nM1\n'), gzipSync('M2\n')]);
  expect((await fingerprintTable(write('demo.csv.gz', both), signal)).bytes).toBe(both.length);
});

it.each(['demo.csv', 'demo.csv.gz'])('stops reading %s when told to', async (file) => {
  const table = write(file, file.endsWith('.gz') ? gzipSync(TEXT) : TEXT);
  await expect(fingerprintTable(table, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
