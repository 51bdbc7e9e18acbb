import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BOOTSTRAP = import.meta.dirname;

/**
 * What prepare() found, in node_modules/.crosslift: `native.json` for the program, `prepared.json` to see in
 * milliseconds, without starting a process, whether all of it still holds.
 * @typedef {{ ok: boolean } & Record<string, unknown>} NativePart
 * @typedef {{ fingerprint: string, complete: boolean, files: { path: string, size: number }[] }} Prepared
 */

/** @param {string} root */
function recordDirectory(root) {
  return join(root, 'node_modules/.crosslift');
}

/** Changes with the lock, the recipes of this folder and the overrides; not with the user, since an image that root
 * built is run by another.
 * @param {{ root: string, env: NodeJS.ProcessEnv }} context */
export function computeFingerprint({ root, env }) {
  const hash = createHash('sha256');
  const recipes = readdirSync(BOOTSTRAP)
    .sort()
    .map((name) => join(BOOTSTRAP, name));
  for (const path of [join(root, 'package-lock.json'), ...recipes]) hash.update(readFileSync(path));
  const overrides = Object.entries(env).filter(
    ([name]) => name.startsWith('CROSSLIFT_') && OVERRIDES.has(name),
  );
  return hash.update(JSON.stringify([process.platform, process.arch, overrides.sort()])).digest('hex');
}

const OVERRIDES = new Set([
  'CROSSLIFT_CACHE',
  'CROSSLIFT_TEMPORAL',
  'CROSSLIFT_LIGHTGBM',
  'CROSSLIFT_XGBOOST',
  'CROSSLIFT_POSTGRES_BIN',
  'CROSSLIFT_LIBTENSORFLOW',
]);

/** The record if it still holds: same fingerprint, every file there in its size.
 * @param {string} root @param {string} expected @returns {Prepared | undefined} */
export function readPrepared(root, expected) {
  try {
    /** @type {Prepared} */
    const prepared = JSON.parse(readFileSync(join(recordDirectory(root), 'prepared.json'), 'utf8'));
    const holds =
      prepared.fingerprint === expected &&
      prepared.files.every(({ path, size }) => statSync(path).size === size);
    return holds ? prepared : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} root @returns {Record<string, NativePart>} */
export function readNative(root) {
  return JSON.parse(readFileSync(join(recordDirectory(root), 'native.json'), 'utf8'));
}

/** @param {string} root @param {string} fingerprint @param {Record<string, NativePart>} parts @param {string[]} files */
export function writeRecord(root, fingerprint, parts, files) {
  const complete = Object.values(parts).every((part) => part.ok);
  const sized = [join(recordDirectory(root), 'native.json'), ...files];
  mkdirSync(recordDirectory(root), { recursive: true });
  writeWhole(join(recordDirectory(root), 'native.json'), parts);
  /** @type {Prepared} */
  const prepared = {
    fingerprint,
    complete,
    files: sized.map((path) => ({ path, size: statSync(path).size })),
  };
  writeWhole(join(recordDirectory(root), 'prepared.json'), prepared);
}

/** @param {string} path @param {unknown} value */
function writeWhole(path, value) {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, path);
}
