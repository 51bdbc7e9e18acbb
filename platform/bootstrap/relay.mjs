import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { childEnvironment } from './processes.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ORPHAN_POLL_MILLIS = 300;

/**
 * Runs a program in our place: our streams, our signals, its exit code (128 + n when a signal ended it).
 * Under npm it also ends when npm does, since npm passes on no SIGTERM and nobody passes on a SIGKILL.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function relay(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, env: childEnvironment(options.env), stdio: 'inherit' });
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      if (!reachesGroup(signal)) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    const orphaned =
      process.env.npm_command === undefined ? undefined : whenOrphaned(() => child.kill('SIGTERM'));
    const stop = () => {
      clearInterval(orphaned);
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** Ctrl-C and a closed terminal reach every process of the foreground group: the child has it already.
 * @param {NodeJS.Signals} signal */
function reachesGroup(signal) {
  return signal !== 'SIGTERM' && (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
}

/** Another parent means that the one we had is gone. A shell's background job, which may outlive it, is not under npm.
 * @param {() => void} act */
function whenOrphaned(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, ORPHAN_POLL_MILLIS);
  return timer;
}
