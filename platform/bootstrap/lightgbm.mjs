import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureEntry, entryDirectory, shortDigest } from './cache.mjs';
import { capture } from './processes.mjs';
import { firstAvailable } from './sources.mjs';
import { unpackWheel } from './wheel.mjs';

const VERSION = '4.7.0';
const LIBRARY = process.platform === 'darwin' ? 'lib_lightgbm.dylib' : 'lib_lightgbm.so';
const RUNTIME =
  process.platform === 'darwin' ? 'libomp (brew install libomp)' : 'libgomp1 (apt-get install libgomp1)';
const FIX = `install Python 3 with pip and ${RUNTIME} and run again, or set CROSSLIFT_LIGHTGBM to a ${LIBRARY}. Until then LightGBM learners are skipped`;

/** LightGBM's C library, called through koffi.
 * @param {import('./prepare.mjs').PartContext} context */
export function provideLightgbm(context) {
  const override = context.env.CROSSLIFT_LIGHTGBM;
  const sources = override
    ? [{ name: 'CROSSLIFT_LIGHTGBM', find: () => useLibrary(resolve(override), context) }]
    : [{ name: `pip download lightgbm==${VERSION}`, find: () => fromWheel(context) }];
  return firstAvailable('LightGBM', sources, FIX);
}

/** The C API tells no version, so a library of the user's is known by its digest.
 * @param {string} path @param {import('./prepare.mjs').PartContext} context */
async function useLibrary(path, context) {
  await verifyLibrary(path, context);
  return describe(`custom-${shortDigest(await readFile(path))}`, path, 'yours');
}

/** @param {import('./prepare.mjs').PartContext} context */
async function fromWheel(context) {
  const directory = entryDirectory(context.cacheRoot, 'lightgbm', VERSION);
  const { built } = await ensureEntry(directory, async (target) => {
    context.note('downloading the wheel');
    const members = { [`lightgbm/lib/${LIBRARY}`]: LIBRARY };
    await unpackWheel({ requirement: `lightgbm==${VERSION}`, members, target });
    await verifyLibrary(join(target, LIBRARY), context);
    return { version: VERSION, files: [LIBRARY] };
  });
  return describe(VERSION, join(directory, LIBRARY), built ? 'built' : 'cached');
}

/** Loads it the way the learner does, so that a missing OpenMP runtime is found now.
 * @param {string} path @param {import('./prepare.mjs').PartContext} context */
async function verifyLibrary(path, { root, env }) {
  const code = 'require("koffi").load(process.argv[1]).func("const char *LGBM_GetLastError()")()';
  await capture(process.execPath, ['-e', code, path], { cwd: root, env });
}

/** @param {string} version @param {string} path @param {string} detail */
function describe(version, path, detail) {
  return { label: `lightgbm ${version}`, version, detail, files: [path], value: { version, path } };
}
