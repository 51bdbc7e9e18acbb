import type { WebhookSettings } from '../../models/contracts/webhook-settings.ts';
import { createGuardedAgent } from '../http/guarded-agent.ts';
import { readSecret } from '../http/read-secret.ts';
import type { Database } from '../postgres/database.ts';
import { beginJourneyDeliveries, endJourneyDeliveries } from '../postgres/journey-deliveries.ts';
import { sendBatch } from '../publishing/webhook/send-batch.ts';
import { gatherCalls } from './gather-calls.ts';

const CONNECT_MILLIS = 5_000;
/** Seconds that an answer may take at most: whoever asks tries again by itself, and a moment passes. */
const MOST_SECONDS = 20;
const MOST_TOGETHER = 500;

/** A message that was written down, and a sink that should have it. */
interface SendCall {
  dataset: string;
  message: string;
  sink: string;
  settings: WebhookSettings;
}

/**
 * Sends journeys' messages to webhooks, those that come together in one batch, each under its `message_id`. A message is sent until it is
 * acknowledged or refused for good, and no more once its customer has paid or opted out.
 * @throws UsageError where an address is no receiver, Error where one is busy or down: the same message is to be given again
 */
export function messageSender(
  database: Database,
): (message: Pick<SendCall, 'dataset' | 'message'>, sinks: Record<string, WebhookSettings>) => Promise<void> {
  const send = gatherCalls((calls: readonly SendCall[]) => sendTogether(database, calls), {
    keyOf: ({ dataset, sink }) => `${dataset} ${sink}`,
    limit: MOST_TOGETHER,
  });
  return async (message, sinks) => {
    const sent = await Promise.allSettled(
      Object.entries(sinks).map(([sink, settings]) => send({ ...message, sink, settings })),
    );
    // A receiver that is down has kept none of the others waiting.
    for (const outcome of sent) if (outcome.status === 'rejected') throw outcome.reason;
  };
}

async function sendTogether(database: Database, calls: readonly SendCall[]): Promise<undefined[]> {
  const { dataset, sink, settings } = calls[0]!;
  const named = [...new Set(calls.map(({ message }) => message))];
  const outgoing = await beginJourneyDeliveries(database, sink, named);
  if (outgoing.length > 0) {
    const secret = await readSecret(`the sink ${sink}`, settings.secret);
    const timeoutSeconds = Math.min(settings.timeoutSeconds, MOST_SECONDS);
    const { url, allowPrivate } = settings;
    const agent = createGuardedAgent({ allowPrivate, connectMillis: CONNECT_MILLIS });
    try {
      const refused = await sendBatch(
        {
          ...{ name: sink, settings: { url, attempts: 1, timeoutSeconds }, secret, agent },
          signal: AbortSignal.timeout(2 * MOST_SECONDS * 1_000),
        },
        { dataset, pipeline: 'trial-journey', op: 'upsert' },
        outgoing.map(({ message_id, ...message }) => ({ key: message_id, ...message })),
      );
      const told = outgoing.map(({ message_id }) => message_id);
      await endJourneyDeliveries(database, sink, told, refused);
    } finally {
      await agent.close();
    }
  }
  return calls.map(() => undefined);
}
