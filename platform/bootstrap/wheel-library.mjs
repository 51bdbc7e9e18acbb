import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { ensureEntry, entryDirectory, shortDigest } from './cache.mjs';
import { capture } from './processes.mjs';
import { firstAvailable } from './sources.mjs';
import { unpackWheel } from './wheel.mjs';

/**
 * A C library that a Python wheel carries and koffi calls.
 * @typedef {{ part: string, title: string, version: string, wheel: string, pipOptions?: string[],
 *   library: string, members: Record<string, string>, override: string, probe: string, fix: string }} WheelLibrary
 *   `library`: the file to load, as unpacked; `override`: the variable with a library of the user's own;
 *   `probe`: a function of it that takes nothing and returns text
 */

/** @param {WheelLibrary} wanted @param {import('./prepare.mjs').PartContext} context */
export function provideWheelLibrary(wanted, context) {
  const { title, wheel, version, override, fix } = wanted;
  const own = context.env[override];
  const sources = own
    ? [{ name: override, find: () => useLibrary(wanted, resolve(own), context) }]
    : [{ name: `pip download ${wheel}==${version}`, find: () => fromWheel(wanted, context) }];
  return firstAvailable(title, sources, fix);
}

/** A library may have come with others that it needs.
 * @param {string} directory */
async function listFiles(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(directory, join(entry.parentPath, entry.name))).sort();
}

/** It need not tell its version, so a library of the user's is known by its digest.
 * @param {WheelLibrary} wanted @param {string} path @param {import('./prepare.mjs').PartContext} context */
async function useLibrary(wanted, path, context) {
  await verifyLibrary(wanted, path, context);
  return describe(wanted, `custom-${shortDigest(await readFile(path))}`, path, 'yours');
}

/** @param {WheelLibrary} wanted @param {import('./prepare.mjs').PartContext} context */
async function fromWheel(wanted, context) {
  const { part, version, wheel, pipOptions = [], library, members } = wanted;
  const directory = entryDirectory(context.cacheRoot, part, version);
  const { built } = await ensureEntry(directory, async (target) => {
    context.note('downloading the wheel');
    await unpackWheel({ requirement: `${wheel}==${version}`, pipOptions, members, target });
    await verifyLibrary(wanted, join(target, library), context);
    return { version, files: await listFiles(target) };
  });
  return describe(wanted, version, join(directory, library), built ? 'built' : 'cached');
}

/** Loads it the way the learner does, so that a missing OpenMP runtime is found now.
 * @param {WheelLibrary} wanted @param {string} path @param {import('./prepare.mjs').PartContext} context */
async function verifyLibrary({ probe }, path, { root, env }) {
  const code = `require("koffi").load(process.argv[1]).func("const char *${probe}()")()`;
  await capture(process.execPath, ['-e', code, path], { cwd: root, env });
}

/** @param {WheelLibrary} wanted @param {string} version @param {string} path @param {string} detail */
function describe({ part }, version, path, detail) {
  return { label: `${part} ${version}`, version, detail, files: [path], value: { version, path } };
}
