import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Agent } from 'undici';
import { digestText } from '../../../models/artifact-key.ts';
import type { WebhookSettings } from '../../../models/contracts/webhook-settings.ts';
import { backoffMillis, retryAfterMillis } from '../../../models/publishing/backoff.ts';
import { judgeAnswer, type Verdict } from '../../../models/publishing/judge-answer.ts';
import { SIGNATURE_HEADER, signBody } from '../../../models/publishing/sign-body.ts';
import { messageOf, UsageError } from '../../errors.ts';
import { type PostAnswer, postJson } from '../../http/post-json.ts';

/** One message of a batch, as the receiver gets it. */
export interface WebhookMessage {
  key: string;
  [field: string]: unknown;
}

/** Where batches go. */
export interface Receiver {
  name: string;
  settings: Pick<WebhookSettings, 'url' | 'attempts' | 'timeoutSeconds'>;
  secret: string;
  agent: Agent;
  signal: AbortSignal;
}

const CHANCES = 2 ** 32;

/**
 * Send a batch until the receiver has taken or refused every message of it. A batch that is refused as a whole is halved
 * until the message that is to blame stands alone.
 * @param head what all messages have in common
 * @returns why, by key, of messages that it refused for good
 * @throws UsageError where the address is no receiver, Error where it is busy or down for longer than the attempts last
 */
export async function sendBatch(
  receiver: Receiver,
  head: Readonly<Record<string, unknown>>,
  messages: readonly WebhookMessage[],
): Promise<Map<string, string>> {
  const { verdict, answer } = await insist(receiver, JSON.stringify({ ...head, messages }), messages);
  if (verdict.kind === 'taken') return new Map(verdict.rejected);
  const said = `${answer.status}: ${answer.text.slice(0, 200)}`;
  if (verdict.kind === 'wrong') {
    throw new UsageError(
      `${receiver.name} answered ${said} (expected a receiver at ${receiver.settings.url} that knows the secret)`,
    );
  }
  if (messages.length === 1) return new Map([[messages[0]!.key, said]]);
  const half = messages.length >> 1;
  return new Map([
    ...(await sendBatch(receiver, head, messages.slice(0, half))),
    ...(await sendBatch(receiver, head, messages.slice(half))),
  ]);
}

/** Ask again, after a while, for as long as the receiver is busy or does not answer. */
async function insist(
  receiver: Receiver,
  body: string,
  messages: readonly WebhookMessage[],
): Promise<{ verdict: Exclude<Verdict, { kind: 'busy' }>; answer: PostAnswer }> {
  const { name, settings, signal } = receiver;
  for (let failures = 1; ; failures += 1) {
    let wait: number | undefined;
    let reason: string;
    try {
      const answer = await post(receiver, body, messages);
      const verdict = judgeAnswer(answer.status, answer.text);
      if (verdict.kind !== 'busy') return { verdict, answer };
      wait = retryAfterMillis(answer.retryAfter, Date.now());
      reason = `answered ${answer.status}`;
    } catch (error) {
      if (error instanceof UsageError || signal.aborted) throw error;
      reason = messageOf(error);
    }
    if (failures >= settings.attempts)
      throw new Error(`${name} took no batch in ${failures} attempts; the last one: ${reason}`);
    await delay(wait ?? backoffMillis(failures, randomInt(CHANCES) / CHANCES), undefined, { signal });
  }
}

function post(
  { settings, secret, agent, signal }: Receiver,
  body: string,
  messages: readonly WebhookMessage[],
): Promise<PostAnswer> {
  return postJson({
    url: settings.url,
    body,
    headers: {
      'user-agent': 'crosslift',
      // Of the batch as it is; what a receiver has to remember are the keys of the messages.
      'idempotency-key': digestText(messages.map(({ key }) => key).join('\n')).slice(0, 32),
      [SIGNATURE_HEADER]: signBody(body, { secret, seconds: Math.floor(Date.now() / 1_000) }),
    },
    dispatcher: agent,
    timeoutMillis: settings.timeoutSeconds * 1_000,
    signal,
  });
}
