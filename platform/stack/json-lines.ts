import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { z } from 'zod';

/** Sends one message as one line; a peer that has gone is no error, its `close` event tells. */
export function sendLine(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Hands each line to `onMessage`, parsed; a peer that breaks the protocol is cut off. */
export function readLines<T>(socket: Socket, schema: z.ZodType<T>, onMessage: (message: T) => void): void {
  // A reset connection is reported as `error` and then `close`; only the second matters here.
  socket.on('error', () => socket.destroy());
  createInterface({ input: socket }).on('line', (line) => {
    const message = schema.safeParse(parseJson(line));
    if (message.success) onMessage(message.data);
    else socket.destroy();
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
