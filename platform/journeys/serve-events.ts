import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { checkSignature } from '../../models/publishing/check-signature.ts';
import { SIGNATURE_HEADER } from '../../models/publishing/sign-body.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { acceptEvents } from './accept-events.ts';
import type { JourneyPost } from './deliver-events.ts';

/** Where events are posted. */
export const EVENTS_PATH = '/events';

const MOST_BYTES = 1024 * 1024;
const MOST_EVENTS = 1_000;
/** Batches in hand at once: more would wait in Temporal, where nobody could be told so. */
const MOST_BATCHES = 4;
/** Seconds after which to come again: when others are in hand, and when a server is down. */
const BUSY_SECONDS = 1;
const DOWN_SECONDS = 10;
/** A sender that is slower than this holds a place that others need. */
const REQUEST_MILLIS = 30_000;

const Batch = z.strictObject({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) });

/** What is answered. */
interface Answer {
  status: number;
  body: object;
  retryAfter?: number;
}

/** How batches are judged, and where they go. */
export interface EventServerOptions {
  post: JourneyPost;
  secret: string;
  log: Logger;
}

/**
 * A server of `POST /events`: signed batches `{"events": […]}` of `JourneyEvent`s, each answered by 202 and what became of its events.
 * What it answered otherwise has changed nothing, or may be sent again.
 */
export function createEventServer({ post, secret, log }: EventServerOptions): Server {
  let inHand = 0;
  const accept = async (request: IncomingMessage): Promise<Answer> => {
    if (request.url !== EVENTS_PATH) return refuse(404, `no such path (expected ${EVENTS_PATH})`);
    if (request.method !== 'POST') return refuse(405, `${request.method} is not understood (expected POST)`);
    if (inHand >= MOST_BATCHES) return { ...refuse(429, 'busy'), retryAfter: BUSY_SECONDS };
    inHand += 1;
    try {
      return await take(request);
    } finally {
      inHand -= 1;
    }
  };
  const take = async (request: IncomingMessage): Promise<Answer> => {
    const body = await readBody(request);
    if (body === undefined) return refuse(413, `more than ${MOST_BYTES} bytes (send smaller batches)`);
    const header = request.headers[SIGNATURE_HEADER];
    const doubt = checkSignature(typeof header === 'string' ? header : undefined, body, {
      ...{ secret, now: Date.now() / 1000 },
    });
    if (doubt !== null) return refuse(401, doubt);
    const batch = parseBatch(body);
    if (typeof batch === 'string') return refuse(400, batch);
    try {
      return { status: 202, body: await acceptEvents(post, batch.events) };
    } catch (error) {
      // Whatever of the batch has gone through is known by its ids when it comes again.
      log.warn(`a batch of ${batch.events.length} events was put off: ${messageOf(error)}`);
      return { ...refuse(503, 'the events cannot be taken right now'), retryAfter: DOWN_SECONDS };
    }
  };
  const server = createServer((request, response) => {
    const answer = ({ status, body, retryAfter }: Answer) => {
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
        ...(status === 405 && { allow: 'POST' }),
      });
      response.end(`${JSON.stringify(body)}\n`);
      // What nobody reads is let through, so that the sender comes to read the answer.
      request.resume();
    };
    // A request that broke off has nobody left to answer.
    accept(request).then(answer, () => response.destroy());
  });
  server.requestTimeout = REQUEST_MILLIS;
  return server;
}

/** The text of a request; undefined where it is too long, which is found before it has all come. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The batch in a text, or what is wrong with it. */
function parseBatch(body: string): z.infer<typeof Batch> | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return `no JSON: ${messageOf(error)}`;
  }
  const parsed = Batch.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return `no batch: ${problems.join('; ')} (expected {"events": [1 to ${MOST_EVENTS} events]})`;
}

function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}
