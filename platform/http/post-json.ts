import { type Dispatcher, request } from 'undici';
import { UsageError } from '../errors.ts';

/** A request to be made, and what it may take. */
export interface PostRequest {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  dispatcher: Dispatcher;
  timeoutMillis: number;
  signal: AbortSignal;
}

/** What a receiver answered. */
export interface PostAnswer {
  status: number;
  /** The first part of the text. */
  text: string;
  retryAfter: string | undefined;
}

const MOST_HOPS = 3;
/** Longer answers say nothing that anybody reads. */
const MOST_TEXT = 64 * 1024;
/** Redirects that keep method and body. */
const KEEPS_BODY = [307, 308];

/**
 * Send JSON and read the answer. Redirects are followed where they keep the message, each to an address that the dispatcher
 * lets through, and never from https to http.
 * @throws UsageError on a redirect that cannot be followed; any other error is of the network and may pass
 */
export async function postJson(post: PostRequest): Promise<PostAnswer> {
  let url = post.url;
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const { statusCode, headers, body } = await request(url, {
      method: 'POST',
      body: post.body,
      headers: { 'content-type': 'application/json; charset=utf-8', ...post.headers },
      dispatcher: post.dispatcher,
      headersTimeout: post.timeoutMillis,
      bodyTimeout: post.timeoutMillis,
      signal: AbortSignal.any([post.signal, AbortSignal.timeout(post.timeoutMillis)]),
    }).catch((error: unknown) => {
      // Whoever configured the first address has never seen the one that is refused.
      if (hop === 0 || !(error instanceof UsageError)) throw error;
      throw new UsageError(`${post.url} redirects to ${url}: ${error.message}`);
    });
    if (statusCode < 300 || statusCode >= 400 || statusCode === 304) {
      const retryAfter = headers['retry-after'];
      return {
        status: statusCode,
        text: await readStart(body),
        retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      };
    }
    await body.dump();
    const { location } = headers;
    url = followed(url, { statusCode, location: Array.isArray(location) ? location[0] : location });
  }
  throw new UsageError(`${post.url} redirects more than ${MOST_HOPS} times`);
}

function followed(
  url: string,
  { statusCode, location }: { statusCode: number; location: string | undefined },
): string {
  if (!KEEPS_BODY.includes(statusCode) || location === undefined || !URL.canParse(location, url)) {
    throw new UsageError(
      `${url} redirects by ${statusCode} to ${location ?? 'nowhere'} (expected an answer, or a redirect by 307 or 308, which keeps the message)`,
    );
  }
  const target = new URL(location, url);
  const isSafe = target.protocol === 'https:' || (target.protocol === 'http:' && url.startsWith('http:'));
  if (!isSafe)
    throw new UsageError(`${url} redirects to ${target.href} (expected https, as what it redirects from)`);
  return target.href;
}

async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    if (length < MOST_TEXT) parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts).subarray(0, MOST_TEXT).toString('utf8');
}
