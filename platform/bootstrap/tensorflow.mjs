import { lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureEntry, entryDirectory, shortDigest } from './cache.mjs';
import { firstAvailable } from './sources.mjs';
import {
  ADDON,
  compileAddon,
  linkAddon,
  nameLibraries,
  readTensorflowVersion,
  tfjsNodeDirectory,
} from './tfjs-addon.mjs';
import { runInstallScript } from './tfjs-install-script.mjs';
import { unpackWheel } from './wheel.mjs';

const VERSION = '2.21.0';
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tensorflow/tsl/', 'tsl/', 'xla/tsl/'];
/** @type {Record<string, { requirement: string, tag: string }>} */
const WHEELS = {
  'linux-x64': { requirement: `tensorflow-cpu==${VERSION}`, tag: 'manylinux_2_27_x86_64' },
  'linux-arm64': { requirement: `tensorflow==${VERSION}`, tag: 'manylinux_2_27_aarch64' },
};
const FIX =
  "install Python 3 with pip and g++ and run again, or set CROSSLIFT_LIBTENSORFLOW to a directory with TensorFlow's lib/ and include/. Until then TensorFlow.js falls back to WebAssembly or plain JavaScript: slower";

/** libtensorflow and tfjs-node's addon for it, linked into node_modules.
 * @param {import('./prepare.mjs').PartContext} context */
export async function provideTensorflow(context) {
  const override = context.env.CROSSLIFT_LIBTENSORFLOW;
  const sources = override
    ? [{ name: 'CROSSLIFT_LIBTENSORFLOW', find: () => fromLibrary(resolve(override), context) }]
    : [
        { name: "the package's own build", find: () => fromPackage(context) },
        { name: `pip download tensorflow==${VERSION}`, find: () => fromWheel(context) },
        { name: "the package's install script", find: () => fromInstallScript(context) },
      ];
  return firstAvailable('TensorFlow library', sources, FIX);
}

/** Somebody let npm run the package's install script: nothing to add.
 * @param {import('./prepare.mjs').PartContext} context */
async function fromPackage({ root, env }) {
  const own = tfjsNodeDirectory(root);
  const lib = await lstat(join(own, 'lib')).catch(() => undefined);
  if (!lib?.isDirectory()) return undefined;
  return describe(root, own, await readTensorflowVersion(join(own, ADDON), env), 'in package');
}

/** @param {import('./prepare.mjs').PartContext} context */
function fromWheel(context) {
  const wheel = WHEELS[`${process.platform}-${process.arch}`];
  if (!wheel) throw new Error(`no wheel known for ${process.platform}-${process.arch}`);
  return fromCache(context, VERSION, async (target) => {
    context.note('downloading the wheel, about 275 MB');
    const abi = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'];
    await unpackWheel({
      requirement: wheel.requirement,
      pipOptions: [...abi, '--platform', wheel.tag],
      members: {
        'tensorflow/libtensorflow': 'deps/lib/libtensorflow',
        ...Object.fromEntries(HEADERS.map((name) => [`tensorflow/include/${name}`, `deps/include/${name}`])),
      },
      target,
    });
    context.note('compiling the addon');
    await nameLibraries(join(target, 'deps/lib'));
    await compileAddon(context.root, target);
  });
}

/** @param {string} directory @param {import('./prepare.mjs').PartContext} context */
function fromLibrary(directory, context) {
  return fromCache(context, `custom-${shortDigest(directory)}`, async (target) => {
    const libraries = join(directory, 'lib');
    await mkdir(join(target, 'deps/lib'), { recursive: true });
    for (const name of (await readdir(libraries)).filter((file) => file.startsWith('libtensorflow'))) {
      await symlink(join(libraries, name), join(target, 'deps/lib', name));
    }
    await symlink(join(directory, 'include'), join(target, 'deps/include'));
    context.note('compiling the addon');
    await nameLibraries(join(target, 'deps/lib'));
    await compileAddon(context.root, target);
  });
}

/** @param {import('./prepare.mjs').PartContext} context */
function fromInstallScript(context) {
  return fromCache(context, 'packaged', (target) => runInstallScript(context, target));
}

/**
 * @param {import('./prepare.mjs').PartContext} context
 * @param {string} version
 * @param {(target: string) => Promise<void>} build
 */
async function fromCache(context, version, build) {
  const { root, cacheRoot, env } = context;
  // The addon is compiled from tfjs-node's sources, so their version is part of the name.
  const { version: tfjs } = JSON.parse(await readFile(join(tfjsNodeDirectory(root), 'package.json'), 'utf8'));
  const entry = entryDirectory(cacheRoot, 'tensorflow', `${version}-tfjs${tfjs}`);
  const { stamp, built } = await ensureEntry(entry, async (target) => {
    await build(target);
    const libraries = (await readdir(join(target, 'deps/lib'))).filter((name) =>
      name.startsWith('libtensorflow'),
    );
    return {
      version: await readTensorflowVersion(join(target, ADDON), env),
      files: [ADDON, ...libraries.map((name) => join('deps/lib', name))],
    };
  });
  await linkAddon(root, entry);
  return describe(root, entry, stamp.version, built ? 'built' : 'cached');
}

/** `files` names the addon as tfjs-node sees it, so that a lost link counts as a lost part.
 * @param {string} root @param {string} entry @param {string} version @param {string} detail */
function describe(root, entry, version, detail) {
  const files = [join(tfjsNodeDirectory(root), ADDON)];
  return {
    label: `tensorflow ${version}`,
    version,
    detail,
    files,
    value: { version, libDir: join(entry, 'deps/lib') },
  };
}
