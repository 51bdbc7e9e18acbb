import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface ReceivedRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/** What a receiver does with a request, beside remembering it; nothing: answers 200. */
export type Behaviour = (
  request: ReceivedRequest,
  response: ServerResponse,
  place: number,
) => boolean | undefined;

/** A message as a receiver gets it. */
export interface ReceivedMessage {
  key: string;
  strategy_id: string;
  [field: string]: unknown;
}

/** An HTTP server that takes batches as a company's would. */
export interface TestReceiver {
  url: string;
  /** Every request, also those that were not answered. */
  requests: ReceivedRequest[];
  /** Messages of the batches that it took, by key: one that came twice is one. */
  taken: Map<string, ReceivedMessage>;
  stop(): Promise<void>;
}

/** Start a receiver on a free port; `behave` answers itself and says so by `true`, and then the batch is not taken. */
export async function startReceiver(behave: Behaviour = () => undefined): Promise<TestReceiver> {
  const requests: ReceivedRequest[] = [];
  const taken = new Map<string, ReceivedMessage>();
  const server = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const request = { headers: incoming.headers, body: Buffer.concat(parts).toString('utf8') };
    requests.push(request);
    if (behave(request, response, requests.length) === true) return;
    for (const message of readMessages(request)) taken.set(message.key, message);
    if (!response.writableEnded) response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/offers`,
    requests,
    taken,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Messages of a batch. */
export function readMessages({ body }: ReceivedRequest): ReceivedMessage[] {
  return (JSON.parse(body) as { messages: ReceivedMessage[] }).messages;
}
