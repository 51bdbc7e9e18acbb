import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

const SHOWN_LINES = 6;
const STACK_NOISE = /^\s*(at |\^|Node\.js v|node:internal|triggerUncaught)/;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/** The environment of every child: read by native libraries when they load, so it must be set before Node starts.
 * @param {NodeJS.ProcessEnv} [env] */
export function childEnvironment(env = process.env) {
  return {
    // Four DuckDB queries fill libuv's default four threads, and unrelated file reads then wait for seconds.
    UV_THREADPOOL_SIZE: '16',
    TF_CPP_MIN_LOG_LEVEL: '3',
    // Same speed here, one summation order on every CPU, and no notice on stderr that the log level cannot silence.
    TF_ENABLE_ONEDNN_OPTS: '0',
    ...env,
  };
}

/**
 * Runs a command and returns what it printed on stdout. Fails with the command's name and its last lines.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, maxLines?: number }} [options]
 * @returns {Promise<string>}
 */
export function capture(command, args, { maxLines = SHOWN_LINES, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      env: childEnvironment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => {
      running.delete(child);
      reject(new Error(`${command}: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(stdout);
      else
        reject(
          new Error(
            `${basename(command)} ${args[0] ?? ''} ended with ${signal ?? code}\n${lastLines(output, maxLines)}`,
          ),
        );
    });
  });
}

/** The full path of the first of `names` on PATH that may be executed.
 * @param {string[]} names @param {NodeJS.ProcessEnv} [env] */
export function findOnPath(names, env = process.env) {
  for (const name of names) {
    for (const directory of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
      const path = join(directory, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The end of what a command said, without stack frames, as that is what a person reads.
 * @param {string} text @param {number} count */
function lastLines(text, count) {
  const lines = text.split('\n').filter((line) => line.trim() && !STACK_NOISE.test(line));
  return lines.slice(-count).join('\n');
}
