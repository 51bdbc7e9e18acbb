import { lstat, mkdir, readdir, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { capture, findOnPath } from './processes.mjs';

/** Where tfjs-node looks for its addon (Node-API 8, so the same file serves every supported Node). */
export const ADDON = 'lib/napi-v8/tfjs_binding.node';
const EXTENSION = process.platform === 'darwin' ? 'dylib' : 'so';
const LINKER_FLAGS =
  process.platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib']
    : ['-shared', '-Wl,-rpath,$ORIGIN/../../deps/lib'];

/** @param {string} root */
export function tfjsNodeDirectory(root) {
  return join(root, 'node_modules/@tensorflow/tfjs-node');
}

/**
 * Compiles tfjs-node's addon against `<entry>/deps/{lib,include}`. Without node-gyp, which would first fetch Node's
 * headers: the Node-API ones come as an npm package.
 * @param {string} root @param {string} entry
 */
export async function compileAddon(root, entry) {
  const compiler = findOnPath(['g++', 'clang++', 'c++']);
  if (!compiler) throw new Error('no C++ compiler on PATH (g++, clang++)');
  const binding = join(tfjsNodeDirectory(root), 'binding');
  const headers = [join(root, 'node_modules/node-api-headers/include'), join(entry, 'deps/include')];
  await mkdir(join(entry, 'lib/napi-v8'), { recursive: true });
  await capture(compiler, [
    ...['-O2', '-std=c++17', '-fPIC', '-DNAPI_VERSION=8', ...headers.map((path) => `-I${path}`)],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(binding, name)),
    ...[`-L${join(entry, 'deps/lib')}`, '-ltensorflow', '-ltensorflow_framework', ...LINKER_FLAGS],
    ...['-o', join(entry, ADDON)],
  ]);
}

/** Gives libtensorflow and its framework the names the linker looks for, whatever they came as.
 * @param {string} directory */
export async function nameLibraries(directory) {
  const files = await readdir(directory);
  for (const stem of ['tensorflow', 'tensorflow_framework']) {
    const name = `lib${stem}.${EXTENSION}`;
    if (files.includes(name)) continue;
    const pattern = new RegExp(`^lib${stem}(_cc)?\\.(so|dylib|\\d+\\.dylib)`);
    const found = files.find((file) => pattern.test(file));
    if (!found) throw new Error(`${directory}: no ${name} in it`);
    await symlink(found, join(directory, name));
  }
}

/** Loads the addon in a child and returns the version of the TensorFlow behind it.
 * @param {string} path @param {NodeJS.ProcessEnv} env */
export async function readTensorflowVersion(path, env) {
  const code =
    'const m = { exports: {} }; process.dlopen(m, process.argv[1]); process.stdout.write(m.exports.TF_Version)';
  return (await capture(process.execPath, ['-e', code, path], { env })).trim();
}

/** The only change in node_modules: `tfjs-node/lib` points into the cache, replaced in one step.
 * @param {string} root @param {string} entry */
export async function linkAddon(root, entry) {
  const link = join(tfjsNodeDirectory(root), 'lib');
  const target = join(await realpath(entry), 'lib');
  if ((await readlink(link).catch(() => undefined)) === target) return;
  const temporary = `${link}.${process.pid}`;
  await rm(temporary, { force: true });
  await symlink(target, temporary);
  if ((await lstat(link).catch(() => undefined))?.isDirectory()) await rm(link, { recursive: true });
  await rename(temporary, link);
}
