import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs `work` while no other process of this machine holds the same lock. The lock is a listening socket: the
 * kernel frees it with its process, whatever ends that, so there are no stale lock files and no process ids to judge.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if somebody else holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(name, work, onWait = () => {}) {
  const address = lockAddress(name);
  let release = await tryListen(address);
  if (!release) onWait();
  while (!release) {
    await holderGone(address);
    release = await tryListen(address);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Linux has socket names without files; elsewhere the file of a killed holder is found by refusing connections.
 * @param {string} name */
function lockAddress(name) {
  const id = `crosslift-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  return process.platform === 'linux' ? `\0${id}` : join(tmpdir(), `${id}.sock`);
}

/** @param {string} address @returns {Promise<(() => Promise<void>) | undefined>} */
function tryListen(address) {
  return new Promise((resolve, reject) => {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => waiting.add(socket.on('error', () => {})));
    server.once('error', (error) =>
      'code' in error && error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      resolve(
        () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of waiting) socket.destroy();
          }),
      );
    });
  });
}

/** @param {string} address @returns {Promise<void>} */
function holderGone(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.on('error', async (error) => {
      if ('code' in error && error.code === 'ECONNREFUSED' && !address.startsWith('\0')) {
        await rm(address, { force: true });
      }
    });
    socket.on('close', () => resolve());
    socket.resume();
  });
}
