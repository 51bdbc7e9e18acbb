import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseNativeParts } from '../../../platform/native.ts';

const { computeFingerprint, readPrepared, writeRecord } = await import(
  new URL('../../../platform/bootstrap/record.mjs', import.meta.url).href
);

const missing = { ok: false, reason: 'no LightGBM', tried: ['pip: not found'], fix: 'install pip' };
let root = '';
let file = '';
let parts = {};
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'crosslift-test-'));
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'package-lock.json'), '{}');
  file = join(root, 'temporal');
  await writeFile(file, 'binary');
  parts = {
    temporal: { ok: true, version: '1.5.1', path: file },
    tensorflow: missing,
    lightgbm: missing,
    xgboost: missing,
    postgres: { ok: true, version: '18.4', binDir: root },
  };
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('what was written holds while nothing changes, and the program can read it', () => {
  writeRecord(root, 'f1', parts, [file]);
  expect(readPrepared(root, 'f1')).toMatchObject({ complete: false });
  expect(parseNativeParts(readFileSync(join(root, 'node_modules/.crosslift/native.json'), 'utf8'))).toEqual(
    parts,
  );
});

test('it no longer holds with another fingerprint, a file gone, or one cut short', async () => {
  writeRecord(root, 'f1', parts, [file]);
  expect(readPrepared(root, 'f2')).toBeUndefined();
  await writeFile(file, 'bin');
  expect(readPrepared(root, 'f1')).toBeUndefined();
  await rm(file);
  expect(readPrepared(root, 'f1')).toBeUndefined();
});

test('nothing was recorded yet', () => {
  expect(readPrepared(root, 'f1')).toBeUndefined();
});

test('the fingerprint changes with the lock and the overrides, and with nothing else', async () => {
  const context = { root, env: { PATH: '/bin' } };
  const first = computeFingerprint(context);
  expect(computeFingerprint({ ...context, env: { PATH: '/usr/bin', CROSSLIFT_STORE: '/s' } })).toBe(first);
  expect(computeFingerprint({ ...context, env: { CROSSLIFT_CACHE: '/other' } })).not.toBe(first);
  expect(computeFingerprint({ ...context, env: { CROSSLIFT_TEMPORAL: '/t' } })).not.toBe(first);
  await writeFile(join(root, 'package-lock.json'), '{"packages":{}}');
  expect(computeFingerprint(context)).not.toBe(first);
});
