import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { z } from 'zod';
import { writeFileWhole } from './write-file-whole.ts';

const Port = z.int().min(1).max(65_535).optional();
const Ports = z.strictObject({ postgres: Port, temporal: Port, temporalHttp: Port, temporalUi: Port });
type Ports = z.infer<typeof Ports>;

/** What a stack listens for, on 127.0.0.1. */
export type PortName = keyof Ports;

/**
 * The ports that people know. The others are drawn at random even at first: an answer on a random port is our
 * server's, not that of another stack which started at the same instant.
 */
const PREFERRED: Ports = { temporal: 7233, temporalUi: 8233 };

/** Below the range from which Linux and macOS give ports to outgoing connections. */
const RANDOM_FROM = 20_000;
const RANDOM_TO = 32_000;

/** How often a start is tried again because another program took a port between the look and the start. */
const START_TRIES = 3;

/** Gives the port to use for a name. */
export type ClaimPort = (name: PortName) => Promise<number>;

/** The ports of a stack, remembered in a file so that they stay the same from start to start. */
export interface PortBook {
  /** A port free at this moment: the remembered one, or another where another program has it. */
  readonly claim: ClaimPort;
  /** The remembered port, free or not: those who hold its address cannot be told another. */
  readonly recall: ClaimPort;
}

/** Opens the file of ports; one that cannot be read counts as absent. */
export function openPortBook(path: string): PortBook {
  const ports = readPorts(path);
  const book: PortBook = {
    recall: async (name) => ports[name] ?? book.claim(name),
    async claim(name) {
      const candidates = [ports[name], PREFERRED[name]].filter((port) => port !== undefined);
      for (;;) {
        const port = candidates.shift() ?? randomInt(RANDOM_FROM, RANDOM_TO);
        if (Object.entries(ports).some(([other, used]) => other !== name && used === port)) continue;
        // Entered before the wait: a claim running beside this one must not draw the same port.
        ports[name] = port;
        if (!(await isPortFree(port))) continue;
        writeFileWhole(path, `${JSON.stringify(ports)}\n`);
        return port;
      }
    },
  };
  return book;
}

/** Starts a server on ports free at this moment, again on others when one of them was taken meanwhile. */
export async function startOnFreePorts<T>(
  book: PortBook,
  start: (claim: ClaimPort) => Promise<T>,
): Promise<T> {
  for (let left = START_TRIES; ; left -= 1) {
    const claimed: number[] = [];
    const claim: ClaimPort = async (name) => {
      const port = await book.claim(name);
      claimed.push(port);
      return port;
    };
    try {
      return await start(claim);
    } catch (error) {
      const free = await Promise.all(claimed.map(isPortFree));
      if (left === 1 || free.every(Boolean)) throw error;
    }
  }
}

function readPorts(path: string): Ports {
  if (!existsSync(path)) return {};
  try {
    return Ports.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

/** Whether a server could listen on 127.0.0.1 at this port now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
