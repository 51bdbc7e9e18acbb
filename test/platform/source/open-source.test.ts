import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConflictError, ContractError, UsageError } from '../../../platform/errors.ts';
import { connectBucket } from '../../../platform/source/bucket/connect-bucket.ts';
import { openSource } from '../../../platform/source/open-source.ts';
import { BUCKET_READER, startBucket, type TestBucket } from '../../support/start-bucket.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

let bucket: TestBucket;
let storeDir: string;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket?.stop());
beforeEach(() => {
  storeDir = makeTemporaryDirectory();
  bucket.objects.clear();
  bucket.fetched.length = 0;
  for (const [name, value] of Object.entries(BUCKET_READER)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const settings = () => ({ bucket: { endpoint: bucket.url, region: undefined }, storeDir });
const open = (place: string) => openSource(place, settings());
const contentOf = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory)
      .filter((name) => !name.startsWith('.'))
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
const put = (objects: Record<string, string>) => {
  for (const [key, bytes] of Object.entries(objects)) bucket.objects.set(key, bytes);
};

it('is the directory itself where a path is named', async () => {
  expect(await open('/srv/extracts')).toBe('/srv/extracts');
});

describe('the copy of a folder of a bucket', () => {
  it('has the raw tables and mappings in the folder itself, of every page of its list', async () => {
    put({
      'night/': '',
      'night/PDDE.csv': 'cust\nM1\n',
      'night/branches.jsonl': '{}\n',
      'night/purchases.sql': 'select 1',
      'night/readme.txt': 'hello',
      'night/old/PDDE.csv': 'cust\n',
      'nightly.csv': 'x\n',
    });
    expect(contentOf(await open('s3://acme/night/'))).toEqual({
      'PDDE.csv': 'cust\nM1\n',
      'branches.jsonl': '{}\n',
      'purchases.sql': 'select 1',
    });
    expect(contentOf(await open('s3://acme'))).toEqual({ 'nightly.csv': 'x\n' });
  });

  it('never changes: what is new makes another, which takes over what stayed', async () => {
    put({ 'a/large.csv': 'x\n1\n', 'a/small.csv': 'y\n1\n' });
    const before = await open('s3://acme/a');
    expect(await open('s3://acme/a/')).toBe(before);
    put({ 'a/small.csv': 'y\n2\n' });
    const after = await open('s3://acme/a');
    expect([contentOf(before)['small.csv'], contentOf(after)['small.csv']]).toEqual(['y\n1\n', 'y\n2\n']);
    expect(bucket.fetched).toEqual(['a/large.csv', 'a/small.csv', 'a/small.csv']);
    expect(statSync(join(after, 'large.csv')).ino).toBe(statSync(join(before, 'large.csv')).ino);
  });

  it('is one for all who ask at once', async () => {
    put({ 'a/x.csv': 'x\n' });
    const copies = await Promise.all(Array.from({ length: 5 }, () => open('s3://acme/a')));
    expect(new Set(copies).size).toBe(1);
    const [folder] = readdirSync(join(storeDir, 'sources'));
    expect(readdirSync(join(storeDir, 'sources', folder!))).toHaveLength(1);
  });
});

describe('says', () => {
  it('that nothing lies in the folder', async () => {
    put({ 'a/readme.txt': 'hello' });
    await expect(open('s3://acme/a')).rejects.toThrow(
      'the source s3://acme/a/ does not exist: that folder has no file (expected tables as .csv, .csv.gz, .parquet or .jsonl)',
    );
  });

  it('that there is no such bucket', async () => {
    const failure = open('s3://other/a');
    await expect(failure).rejects.toThrow(ContractError);
    await expect(failure).rejects.toThrow(
      'the source s3://other/a/ does not exist: there is no bucket other',
    );
  });

  it('that these credentials may not', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'somebody');
    const failure = open('s3://acme/a');
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow('s3://acme/a/ may not be read with these credentials');
  });

  it('that an object is another one than was listed, and leaves no half of a copy', async () => {
    put({ 'a/x.csv': 'x\n1\n' });
    const place = { bucket: 'acme', prefix: 'a/' };
    const connected = await connectBucket(settings().bucket);
    const [object] = await connected.list(place);
    put({ 'a/x.csv': 'x\n2\n' });
    const failure = connected.download(place, object!, join(storeDir, 'x.csv'));
    await expect(failure).rejects.toThrow(ConflictError);
    await expect(failure).rejects.toThrow('s3://acme/a/ changed while it was copied');
  });
});
