import { cp, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { capture } from './processes.mjs';
import { tfjsNodeDirectory } from './tfjs-addon.mjs';

/**
 * Runs tfjs-node's own install script (it downloads libtensorflow and a compiled addon) in a copy of the package,
 * so that a failure leaves node_modules as it was, and moves what it made into `target`.
 * @param {import('./prepare.mjs').PartContext} context @param {string} target
 */
export async function runInstallScript({ root, env, note }, target) {
  note("running the package's install script");
  // Below node_modules, so that the script finds the packages it requires.
  const copy = join(root, 'node_modules/.crosslift/tfjs-node-build');
  const PATH = [join(root, 'node_modules/.bin'), env.PATH].join(delimiter);
  try {
    const filter = (/** @type {string} */ path) => path !== join(tfjsNodeDirectory(root), 'lib');
    await cp(tfjsNodeDirectory(root), copy, { recursive: true, filter });
    await capture(process.execPath, ['scripts/install.js'], { cwd: copy, env: { ...env, PATH } });
    for (const name of ['lib', 'deps']) {
      await cp(join(copy, name), join(target, name), { recursive: true, verbatimSymlinks: true });
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
