import { homedir } from 'node:os';
import { resolveCacheRoot } from './cache.mjs';
import { provideLightgbm } from './lightgbm.mjs';
import { withLock } from './lock.mjs';
import { packagesInstalled, providePackages } from './packages.mjs';
import { providePostgres } from './postgres.mjs';
import { computeFingerprint, readNative, readPrepared, writeRecord } from './record.mjs';
import { createReporter, formatLine } from './reporter.mjs';
import { PartUnavailableError } from './sources.mjs';
import { runStages } from './stages.mjs';
import { provideTemporal } from './temporal.mjs';
import { provideTensorflow } from './tensorflow.mjs';
import { provideXgboost } from './xgboost.mjs';

/**
 * @typedef {{ root: string, cacheRoot: string, env: NodeJS.ProcessEnv, note: (text: string) => void,
 *   packages: Promise<unknown> }} PartContext  `packages` settles when node_modules is complete
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, stream: NodeJS.WriteStream, dev: boolean,
 *   retry: boolean, quiet: boolean, without?: string[] }} PrepareOptions
 *   `dev`: development packages are needed; `retry`: try again for parts that could not be had last time;
 *   `quiet`: print nothing when all is in place; `without`: parts that other machines provide, by name
 */

const PARTS = [
  // First, because it takes longest when it must be built, and it needs no package.
  { name: 'temporal', after: [], provide: provideTemporal },
  { name: 'tensorflow', after: ['packages'], provide: provideTensorflow },
  { name: 'lightgbm', after: ['packages'], provide: provideLightgbm },
  { name: 'xgboost', after: ['packages'], provide: provideXgboost },
  { name: 'postgres', after: ['packages'], provide: providePostgres },
];

export const PART_NAMES = PARTS.map(({ name }) => name);

/** Brings packages and native parts into place; returns at once, starting no process, when they are.
 * @param {PrepareOptions} options */
export async function prepare(options) {
  const { root, stream } = options;
  const started = performance.now();
  if (isInPlace(options)) {
    if (!options.quiet) printInPlace(root, stream, (performance.now() - started) / 1000);
    return;
  }
  const waiting = () => stream.write('… another bootstrap of this clone is running: waiting for it\n');
  await withLock(`prepare ${root}`, () => runAll(options), waiting);
}

/** @param {PrepareOptions} options */
function isInPlace({ root, env, dev, retry }) {
  const prepared = readPrepared(root, computeFingerprint({ root, env }));
  return prepared !== undefined && (prepared.complete || !retry) && packagesInstalled(root, dev);
}

/** @param {string} root @param {NodeJS.WriteStream} stream @param {number} seconds */
function printInPlace(root, stream, seconds) {
  const parts = Object.entries(readNative(root)).map(([name, part]) => `${name} ${part.version}`);
  for (const label of ['packages', ...parts]) stream.write(`${formatLine(true, label, 'cached', seconds)}\n`);
}

/** @param {PrepareOptions} options */
async function runAll({ root, env, stream, dev, without = [] }) {
  const uid = process.getuid?.();
  const cacheRoot = resolveCacheRoot({ env, uid, home: homedir() });
  // What root builds here, the postgres user must be able to read.
  if (uid === 0) process.umask(0o022);
  const reporter = createReporter(stream);
  const packages = deferred();
  const stages = [
    {
      name: 'packages',
      essential: true,
      run: async (/** @type {(text: string) => void} */ note) => {
        const result = await providePackages({ root, env, dev, note });
        packages.resolve();
        return result;
      },
    },
    ...PARTS.filter(({ name }) => !without.includes(name)).map(({ name, after, provide }) => ({
      name,
      after,
      run: (/** @type {(text: string) => void} */ note) =>
        provide({ root, cacheRoot, env, note, packages: packages.promise }),
    })),
  ];
  try {
    const outcomes = await runStages(stages, reporter);
    const found = PARTS.map(({ name }) => ({ name, outcome: outcomes.get(name) }));
    const parts = Object.fromEntries(
      found.map(({ name, outcome }) => [name, without.includes(name) ? LEFT_OUT : toRecord(outcome)]),
    );
    const files = found.flatMap(({ outcome }) => (outcome?.ok ? (outcome.files ?? []) : []));
    writeRecord(root, computeFingerprint({ root, env }), parts, files);
  } finally {
    reporter.close();
  }
}

const LEFT_OUT = {
  ok: false,
  reason: 'left out when this was prepared',
  tried: [],
  fix: 'Run `node platform/bootstrap/main.mjs prepare`.',
};

/** @param {import('./stages.mjs').Outcome | undefined} outcome */
function toRecord(outcome) {
  if (outcome?.ok) return { ok: true, ...outcome.value };
  const error = outcome?.error;
  return error instanceof PartUnavailableError
    ? { ok: false, reason: error.reason, tried: error.tried, fix: error.fix }
    : { ok: false, reason: error?.message ?? 'not tried', tried: [], fix: 'run npm start again' };
}

function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  const promise = new Promise((/** @type {(value?: undefined) => void} */ done) => {
    resolve = done;
  });
  return { promise, resolve };
}
