import { constants } from 'node:os';

const MINIMUM_NODE = [20, 20];

/**
 * Runs a command to its exit code; an error becomes one readable message, a signal ends our children with us.
 * @param {() => Promise<number>} command
 */
export async function guard(command) {
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      // While a program runs in our place, its end decides (relay.mjs listens too).
      if (process.listenerCount(signal) === 0) process.exit(128 + constants.signals[signal]);
    });
  }
  // A reader that has seen enough (`… | head`) must not stop the work.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (!('code' in error) || error.code !== 'EPIPE') throw error;
    });
  }
  try {
    requireNode();
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`crosslift: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`invalid Node.js: ${process.versions.node} (expected ${MINIMUM_NODE.join('.')} or newer)`);
}
