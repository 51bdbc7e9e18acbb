import { once } from 'node:events';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readLines, sendLine } from '../../../platform/stack/json-lines.ts';

const Message = z.strictObject({ text: z.string() });

it('reads what was sent, however the bytes were cut', async () => {
  const stream = new PassThrough();
  const heard: string[] = [];
  // A socket is a duplex stream; only that part of it is used here.
  readLines(stream as unknown as Socket, Message, ({ text }) => heard.push(text));
  const bytes = Buffer.from('{"text":"한글"}\n{"text":"b"}\n');
  stream.write(bytes.subarray(0, 11));
  stream.end(bytes.subarray(11));
  await once(stream, 'close');
  expect(heard).toEqual(['한글', 'b']);
});

it('takes a broken connection for a closed one', async () => {
  const socket = new Socket();
  readLines(socket, Message, () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.destroy(new Error('read ECONNRESET'));
  await closed;
  // No exception, neither here nor later: the peer is merely gone.
  sendLine(socket, { text: 'to nobody' });
  expect(socket.destroyed).toBe(true);
});
