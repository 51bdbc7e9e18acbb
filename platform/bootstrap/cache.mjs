import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { withLock } from './lock.mjs';
import { withTemporaryDirectory } from './temporary.mjs';

const STAMP = 'stamp.json';
const STAGING = '.building-';
const ABANDONED_AFTER_MS = 6 * 3_600_000;

/**
 * @typedef {{ path: string, size: number }} FileSize  `path` relative to the entry
 * @typedef {{ version: string, files: FileSize[] }} Stamp
 * @typedef {{ version: string, files: string[] }} Built  files relative to the entry; a missing one means "rebuild"
 */

/**
 * Where native parts are kept between clones. Root gets a world-readable place, because PostgreSQL refuses to
 * run as root and its user must be able to read the binaries.
 * @param {{ env: NodeJS.ProcessEnv, uid: number | undefined, home: string }} from
 */
export function resolveCacheRoot({ env, uid, home }) {
  if (env.CROSSLIFT_CACHE) return resolve(env.CROSSLIFT_CACHE);
  if (uid === 0) return '/var/cache/crosslift';
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.cache'), 'crosslift');
}

/** `<cache>/<part>-<version>-<platform>-<arch>`: one directory, complete or absent.
 * @param {string} cacheRoot @param {string} part @param {string} version */
export function entryDirectory(cacheRoot, part, version) {
  return join(cacheRoot, `${part}-${version}-${process.platform}-${process.arch}`);
}

/** Names what has no version of its own.
 * @param {string | Buffer} content */
export function shortDigest(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** The stamp of a complete entry; undefined when it is absent or a file it lists is gone or cut short.
 * @param {string} directory @returns {Promise<Stamp | undefined>} */
export async function readStamp(directory) {
  try {
    const stamp = JSON.parse(await readFile(join(directory, STAMP), 'utf8'));
    for (const file of stamp.files) {
      if ((await stat(join(directory, file.path))).size !== file.size) return undefined;
    }
    return stamp;
  } catch {
    return undefined;
  }
}

/**
 * Returns the entry's stamp, building it first when needed. `fill` works in a staging directory beside the
 * entry and must prove that what it made works; only then is it renamed, so a kill at any time leaves nothing
 * half-made and of two builders one wins.
 * @param {string} directory
 * @param {(staging: string) => Promise<Built>} fill
 * @returns {Promise<{ stamp: Stamp, built: boolean }>}
 */
export async function ensureEntry(directory, fill) {
  const ready = await readStamp(directory);
  if (ready) return { stamp: ready, built: false };
  return withLock(directory, async () => {
    const meanwhile = await readStamp(directory);
    if (meanwhile) return { stamp: meanwhile, built: false };
    await mkdir(dirname(directory), { recursive: true, mode: 0o755 });
    await removeAbandoned(dirname(directory));
    const build = async (/** @type {string} */ staging) => {
      // Others than its owner must be able to enter: see postgres.mjs.
      await chmod(staging, 0o755);
      const content = join(staging, 'content');
      await mkdir(content, { mode: 0o755 });
      const stamp = await stampFiles(content, await fill(content));
      await rm(directory, { recursive: true, force: true });
      await rename(content, directory);
      return { stamp, built: true };
    };
    return withTemporaryDirectory(build, dirname(directory), STAGING);
  });
}

/** @param {string} content @param {Built} built @returns {Promise<Stamp>} */
async function stampFiles(content, { version, files }) {
  const sized = files.map(async (path) => ({ path, size: (await stat(join(content, path))).size }));
  const stamp = { version, files: await Promise.all(sized) };
  await writeFile(join(content, STAMP), `${JSON.stringify(stamp, null, 2)}\n`);
  return stamp;
}

/** Staging directories of builds that were killed. By age: process ids mean nothing in a cache that containers share.
 * @param {string} cacheRoot */
async function removeAbandoned(cacheRoot) {
  for (const name of await readdir(cacheRoot)) {
    if (!name.startsWith(STAGING)) continue;
    const path = join(cacheRoot, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
