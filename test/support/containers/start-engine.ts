import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnBound } from '../../../platform/processes/spawn-bound.ts';
import { until } from '../../platform/processes/process-helpers.ts';
import { createTemporaryDirectory } from '../temporary-directory.ts';

/** What runs containers, or why nothing does. */
export type ContainerEngine = { stop(): Promise<void> } | { missing: string };

const DEFAULT_SOCKET = '/var/run/docker.sock';

/**
 * The engine that this machine runs, or, where root has Docker installed but nobody started it, one of the test's own:
 * in a temporary directory, ended with the test. It is named to testcontainers by the environment.
 */
export async function startEngine(): Promise<ContainerEngine> {
  // Its helper image cannot be had everywhere; what the test starts it stops itself.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  if (process.env.DOCKER_HOST !== undefined || existsSync(DEFAULT_SOCKET))
    return answers() ? { stop: async () => {} } : { missing: 'no Docker answers' };
  if (spawnSync('dockerd', ['--version']).status !== 0) return { missing: 'Docker is not installed' };
  if (process.getuid?.() !== 0) return { missing: 'Docker does not run, and only root may start it' };
  return startDaemon();
}

async function startDaemon(): Promise<ContainerEngine> {
  const directory = createTemporaryDirectory();
  const socket = join(directory, 'docker.sock');
  const log = join(directory, 'log');
  const written = openSync(log, 'a');
  const daemon = spawnBound(
    'dockerd',
    [
      ['--host', `unix://${socket}`],
      ['--data-root', join(directory, 'data')],
      ['--exec-root', join(directory, 'exec')],
      ['--pidfile', join(directory, 'pid')],
    ].flat(),
    { stdio: ['ignore', written, written] },
  );
  closeSync(written);
  const exited = once(daemon, 'exit');
  const stop = async () => {
    delete process.env.DOCKER_HOST;
    if (isRunning(daemon)) daemon.kill('SIGTERM');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  process.env.DOCKER_HOST = `unix://${socket}`;
  await until('Docker answers or ends', () => !isRunning(daemon) || answers());
  if (isRunning(daemon)) return { stop };
  const [last] = readFileSync(log, 'utf8').trim().split('\n').slice(-1);
  await stop();
  return { missing: `Docker does not start here: ${last}` };
}

function answers(): boolean {
  return spawnSync('docker', ['version'], { stdio: 'ignore' }).status === 0;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
