import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../config.ts';
import { measureFiles } from '../disk/measure-files.ts';
import { messageOf } from '../errors.ts';
import { digestFiles } from './digest-files.ts';

const CHILD = fileURLToPath(new URL('./bundle-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** All that a bundle is made of: code of ours, the packages, and how it is made. */
const PARTS = ['workflows', 'models', 'package-lock.json', 'platform/temporal/bundle-child.ts'];
/** Bundles that are kept: of some states of the code between which somebody goes to and fro. */
const MOST_KEPT = 8;

/** Where bundles are kept if it can be written to: with the packages, for all state directories. */
export const BUNDLE_CACHE = join(PROJECT_ROOT, 'node_modules/.crosslift');

/** What is to be bundled, as paths from the root of the project. */
export interface BundleSource {
  path: string;
  /** Evaluated once for all workflows of a worker, with all that it imports. */
  shared?: string;
}

/** An order to the child that bundles: all paths in full. */
export interface BundleOrder extends BundleSource {
  target: string;
}

/** A bundle as a worker takes it. */
export interface BundleFile {
  codePath: string;
}

/**
 * Bundle modules of workflows, each once for a state of the code. A child does it: 2.5 s of processor and 150 MB, which a
 * worker would never give back, and of which the next one needs nothing.
 * @param modules by the name of the bundle
 * @param directories where bundles are looked for, and kept: in the first that can be written to
 * @throws Error with the bundler's words where one cannot be bundled
 */
export async function bundleWorkflows<Name extends string>(
  modules: Readonly<Record<Name, BundleSource>>,
  directories: readonly string[],
): Promise<Record<Name, BundleFile>> {
  const digest = await digestFiles(PROJECT_ROOT, PARTS);
  const names = Object.keys(modules) as Name[];
  const fileOf = (name: Name) => `${name}-${digest}.js`;
  const find = (name: Name) =>
    directories.map((directory) => join(directory, fileOf(name))).find((path) => existsSync(path));
  const missing = names.filter((name) => find(name) === undefined);
  if (missing.length > 0) {
    const directory = await findWritable(directories);
    const drafts = missing.map((name) => join(directory, `${fileOf(name)}.${process.pid}`));
    await runChild(missing.map((name, place) => orderOf(modules[name], drafts[place]!)));
    const isOfDigest = (await digestFiles(PROJECT_ROOT, PARTS)) === digest;
    for (const [place, draft] of drafts.entries())
      await (isOfDigest ? rename(draft, join(directory, fileOf(missing[place]!))) : rm(draft));
    await removeOld(directory);
    // Somebody has changed the code meanwhile.
    if (!isOfDigest) return bundleWorkflows(modules, directories);
  }
  return Object.fromEntries(names.map((name) => [name, { codePath: find(name)! }])) as Record<
    Name,
    BundleFile
  >;
}

async function findWritable(directories: readonly string[]): Promise<string> {
  for (const directory of directories) {
    try {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.W_OK);
      return directory;
    } catch {
      // The next one, then.
    }
  }
  throw new Error(`no place for bundles of workflows: ${directories.join(', ')} (expected one to write to)`);
}

function orderOf({ path, shared }: BundleSource, target: string): BundleOrder {
  const inFull = (name: string) => join(PROJECT_ROOT, name);
  return { path: inFull(path), ...(shared !== undefined && { shared: inFull(shared) }), target };
}

async function runChild(orders: readonly BundleOrder[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['--import', TSX, CHILD, JSON.stringify(orders)]);
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`the workflows cannot be bundled: ${stderr.trim() || messageOf(error)}`, {
      cause: error,
    });
  }
}

async function removeOld(directory: string): Promise<void> {
  const paths = (await readdir(directory))
    .filter((name) => /-[0-9a-f]{16}\.js$/.test(name))
    .map((name) => join(directory, name));
  const ages = await Promise.all(paths.map(async (path) => ({ path, ...(await measureFiles(path)) })));
  const old = ages.sort((left, right) => right.newest - left.newest).slice(MOST_KEPT);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
