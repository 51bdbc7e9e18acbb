import type { Agent, Dispatcher } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedAgent } from '../../../platform/http/guarded-agent.ts';
import { postJson } from '../../../platform/http/post-json.ts';
import { startReceiver, type TestReceiver } from '../../support/start-receiver.ts';

const open: Array<TestReceiver | Agent> = [];
afterEach(async () => {
  for (const one of open.splice(0)) await ('stop' in one ? one.stop() : one.close());
});

interface PostOptions {
  allowPrivate: boolean;
  timeoutMillis: number;
  dispatcher: Dispatcher;
}

const receive = async (...behaviour: Parameters<typeof startReceiver>) => {
  const receiver = await startReceiver(...behaviour);
  open.push(receiver);
  return receiver;
};
const post = (
  url: string,
  {
    allowPrivate = true,
    timeoutMillis = 5_000,
    dispatcher = openAgent(allowPrivate),
  }: Partial<PostOptions> = {},
) => {
  const { signal } = new AbortController();
  return postJson({ url, body: '{"messages":[]}', headers: {}, dispatcher, timeoutMillis, signal });
};
const openAgent = (allowPrivate: boolean): Dispatcher => {
  const agent = createGuardedAgent({ allowPrivate, connectMillis: 1_000 });
  open.push(agent);
  return agent;
};
const redirectTo = (status: number, location: string) =>
  receive((_, response) => {
    response.writeHead(status, { location }).end();
    return true;
  });

describe('an address that is private', () => {
  it.each(['127.0.0.1', '[::1]', '10.0.0.1', '169.254.169.254', 'localhost'])(
    '%s is refused',
    async (host) => {
      await expect(post(`http://${host}:1/offers`, { allowPrivate: false })).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('is a private or link-local address'),
      });
    },
  );

  it('gets nothing, not even a connection', async () => {
    const receiver = await receive();
    await expect(post(receiver.url, { allowPrivate: false })).rejects.toThrow('private');
    expect(receiver.requests).toEqual([]);
  });
});

describe('a redirect', () => {
  it('that keeps the message is followed', async () => {
    const target = await receive();
    const { url } = await redirectTo(307, target.url);
    expect(await post(url)).toMatchObject({ status: 200, text: 'ok' });
    expect(target.requests.map(({ body }) => body)).toEqual(['{"messages":[]}']);
  });

  it.each([301, 302, 303])('by %d, which would drop it, is refused', async (status) => {
    const target = await receive();
    const { url } = await redirectTo(status, target.url);
    await expect(post(url)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(`redirects by ${status} to ${target.url}`),
    });
    expect(target.requests).toEqual([]);
  });

  it('to something that is not http is refused', async () => {
    const { url } = await redirectTo(308, 'file:///etc/passwd');
    await expect(post(url)).rejects.toThrow('redirects to file:///etc/passwd');
  });

  it('to a private address is refused, and says where it came from', async () => {
    const target = await receive();
    const first = await redirectTo(307, target.url);
    const [anywhere, publicOnly] = [openAgent(true), openAgent(false)];
    // The first address stands for a public one.
    const dispatch: Dispatcher['dispatch'] = (options, handler) =>
      (options.origin === new URL(first.url).origin ? anywhere : publicOnly).dispatch(options, handler);
    await expect(post(first.url, { dispatcher: { dispatch } as Dispatcher })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(
        `^${first.url} redirects to ${target.url}: 127\\.0\\.0\\.1 is a private or link-local address`,
      ),
    });
    expect(target.requests).toEqual([]);
  });

  it('that never ends is refused', async () => {
    const { url } = await redirectTo(307, '/offers');
    await expect(post(url)).rejects.toThrow('redirects more than 3 times');
  });
});

it('waits no longer for an answer than it may take', async () => {
  const { url } = await receive(() => true);
  await expect(post(url, { timeoutMillis: 50 })).rejects.toThrow();
});
