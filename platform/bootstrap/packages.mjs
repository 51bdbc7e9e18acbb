import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './processes.mjs';

/**
 * The packages stage: `npm ci`, unless node_modules already holds what the lock asks for.
 * @param {{ root: string, env: NodeJS.ProcessEnv, dev: boolean, note: (text: string) => void }} context
 */
export async function providePackages({ root, env, dev, note }) {
  if (packagesInstalled(root, dev)) return { label: 'packages', detail: 'cached' };
  note('npm ci');
  const npm = npmCommand(env);
  await capture(npm.command, [...npm.args, 'ci', '--include=dev', '--include=optional', '--no-progress'], {
    cwd: root,
    env,
  });
  if (!packagesInstalled(root, true))
    throw new Error('npm ci ended well, but node_modules does not match the lock');
  return { label: 'packages', detail: 'installed' };
}

/**
 * Compares the lock with the one npm leaves in node_modules when an installation is complete. So an `npm ci` run by
 * hand counts, and one that was killed does not.
 * @param {string} root @param {boolean} dev whether packages needed only for development must be there
 */
export function packagesInstalled(root, dev) {
  try {
    const wanted = readPackages(join(root, 'package-lock.json'));
    const present = readPackages(join(root, 'node_modules/.package-lock.json'));
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = present[path];
      if (!found) return entry.optional || (!dev && (entry.dev || entry.devOptional)) || false;
      return found.version === entry.version && found.integrity === entry.integrity;
    });
  } catch {
    return false;
  }
}

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} Entry
 * @param {string} path @returns {Record<string, Entry>}
 */
function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** The npm that runs us, if one does.
 * @param {NodeJS.ProcessEnv} env */
function npmCommand(env) {
  const running = env.npm_execpath;
  return running?.endsWith('npm-cli.js')
    ? { command: process.execPath, args: [running] }
    : { command: 'npm', args: [] };
}
