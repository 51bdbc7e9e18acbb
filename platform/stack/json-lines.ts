import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { z } from 'zod';

/** Sends one message as one line; a peer that has gone is no error, its `close` event tells. */
export function sendLine(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Hands each line to `onMessage`, parsed; a peer that breaks the protocol is cut off. */
export function readLines<T>(socket: Socket, schema: z.ZodType<T>, onMessage: (message: T) => void): void {
  const cutOff = () => void socket.destroy();
  const lines = createInterface({ input: socket });
  // A reset connection is reported as `error`, by the line reader once more, and then as `close`, which is enough.
  socket.on('error', cutOff);
  lines.on('error', cutOff);
  lines.on('line', (line) => {
    const message = schema.safeParse(parseJson(line));
    if (message.success) onMessage(message.data);
    else cutOff();
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
