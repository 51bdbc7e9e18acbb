import { chmod, copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureEntry, entryDirectory } from './cache.mjs';
import { capture, findOnPath } from './processes.mjs';
import { firstAvailable } from './sources.mjs';
import { withTemporaryDirectory } from './temporary.mjs';

const VERSION = '1.5.1';
// What builds made with `go install` call themselves, so the server inside is what tells old from new.
const DEVELOPMENT = '0.0.0-DEV';
const MINIMUM_SERVER = [1, 29, 1];
const FIX = `put a Temporal CLI (server ${MINIMUM_SERVER.join('.')} or newer) on PATH, set CROSSLIFT_TEMPORAL to one, or install Go and run again; with TEMPORAL_ADDRESS set none is needed`;

/** The Temporal CLI, whose `server start-dev` is the embedded server and UI.
 * @param {import('./prepare.mjs').PartContext} context */
export function provideTemporal(context) {
  const { env } = context;
  const override = env.CROSSLIFT_TEMPORAL;
  const sources = override
    ? [{ name: 'CROSSLIFT_TEMPORAL', find: () => useBinary(override, 'yours') }]
    : [
        { name: 'temporal on PATH', find: () => fromPath(env) },
        { name: `go install temporal@v${VERSION}`, find: () => fromCache(context, installWithGo) },
        { name: "the Temporal SDK's own download", find: () => fromCache(context, downloadWithSdk) },
      ];
  return firstAvailable('Temporal server', sources, FIX);
}

/** @param {NodeJS.ProcessEnv} env */
async function fromPath(env) {
  const path = findOnPath(['temporal'], env);
  if (!path) throw new Error('not found');
  return useBinary(path, 'on PATH');
}

/** @param {string} path @param {string} detail */
async function useBinary(path, detail) {
  const printed = (await capture(path, ['--version'])).trim();
  const server = /Server (\d+)\.(\d+)\.(\d+)/.exec(printed)?.slice(1).map(Number);
  if (!server || compareVersions(server, MINIMUM_SERVER) < 0) {
    throw new Error(`${path}: ${printed} (expected a server of ${MINIMUM_SERVER.join('.')} or newer)`);
  }
  const version = /temporal version (\d\S*)/.exec(printed)?.[1] ?? DEVELOPMENT;
  return describe(version === DEVELOPMENT ? `dev+server.${server.join('.')}` : version, path, detail);
}

/** @param {number[]} left @param {number[]} right */
function compareVersions(left, right) {
  const index = left.findIndex((part, i) => part !== right[i]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** @param {string} version @param {string} path @param {string} detail */
function describe(version, path, detail) {
  return { label: `temporal ${version}`, version, detail, files: [path], value: { version, path } };
}

/**
 * @param {import('./prepare.mjs').PartContext} context
 * @param {(staging: string, context: import('./prepare.mjs').PartContext) => Promise<void>} fetchInto
 */
async function fromCache(context, fetchInto) {
  const directory = entryDirectory(context.cacheRoot, 'temporal', VERSION);
  const { built } = await ensureEntry(directory, async (staging) => {
    await fetchInto(staging, context);
    await useBinary(join(staging, 'temporal'), 'built');
    return { version: VERSION, files: ['temporal'] };
  });
  return describe(VERSION, join(directory, 'temporal'), built ? 'built' : 'cached');
}

/** @param {string} staging @param {import('./prepare.mjs').PartContext} context */
async function installWithGo(staging, { env, note }) {
  const go = findOnPath(['go'], env);
  if (!go) throw new Error('no go on PATH');
  note('building with go install, about 3 minutes the first time');
  const flags = ['-ldflags=-s -w', `github.com/temporalio/cli/cmd/temporal@v${VERSION}`];
  // GOFLAGS of the user (-mod=vendor, -race …) must not change what is built here.
  await capture(go, ['install', ...flags], {
    cwd: staging,
    env: { ...env, GOBIN: staging, GOFLAGS: '', CGO_ENABLED: '0' },
  });
}

/** @param {string} staging @param {import('./prepare.mjs').PartContext} context */
async function downloadWithSdk(staging, { root, env, packages, note }) {
  await packages;
  note('downloading with the Temporal SDK');
  await withTemporaryDirectory(async (downloadDir) => {
    const options = {
      server: { executable: { type: 'cached-download', version: `v${VERSION}`, downloadDir } },
    };
    // The SDK downloads only in order to start a server, so start one and stop it.
    const code = `require('@temporalio/testing').TestWorkflowEnvironment.createLocal(${JSON.stringify(options)})
      .then((server) => server.teardown())
      .catch((error) => { process.stderr.write(error.message); process.exit(1); })`;
    await capture(process.execPath, ['-e', code], { cwd: root, env });
    const [binary] = await readdir(downloadDir);
    if (!binary) throw new Error('the download left no file');
    await copyFile(join(downloadDir, binary), join(staging, 'temporal'));
    await chmod(join(staging, 'temporal'), 0o755);
  });
}
