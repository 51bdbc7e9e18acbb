import { WebhookSettings } from '../../../models/contracts/webhook-settings.ts';
import { messageKey } from '../../../models/publishing/message-key.ts';
import { UsageError } from '../../errors.ts';
import { createGuardedAgent } from '../../http/guarded-agent.ts';
import { readSecret } from '../../http/read-secret.ts';
import {
  beginDeliveries,
  countDeliveries,
  endDeliveries,
  findTurn,
  listPending,
  listToRetract,
  listWithdrawn,
  type MessageTurn,
  type PendingMessage,
} from '../../postgres/deliveries.ts';
import { findLive, type PublicationRow } from '../../postgres/publications.ts';
import { type Receiver, sendBatch } from '../webhook/send-batch.ts';
import type { DeliveryServices, Sink } from './sink.ts';

const CONNECT_MILLIS = 10_000;

/** Kept from a receiver: who was held out shows in who was not. */
const KEPT_BACK = ['publication_id', 'arm'];

/** Signed batches over HTTP: every message has a key of its own and is sent until it is acknowledged or refused for good. */
export const webhookSink: Sink = {
  async deliver(services, live, { name, settings: given }) {
    const settings = WebhookSettings.parse(given);
    const secret = await readSecret(`the sink ${name}`, settings.secret);
    const agent = createGuardedAgent({ allowPrivate: settings.allowPrivate, connectMillis: CONNECT_MILLIS });
    const sending: Sending = {
      services,
      live,
      receiver: { name, settings, secret, agent, signal: services.signal },
      batchSize: settings.batchSize,
    };
    try {
      // After a rollback: what the receiver has of publications that are live no more.
      for (const withdrawn of await listWithdrawn(services.database, live, name)) {
        const taken = await sendAll(sending, { ...withdrawn, op: 'retract' }, (place) =>
          listToRetract(services.database, withdrawn, place),
        );
        if (!taken) return 'superseded';
      }
      const scope = { publication_id: live.publication_id, sink: name };
      const turn = { ...scope, turn: await findTurn(services.database, scope), op: 'upsert' } as const;
      const taken = await sendAll(sending, turn, (place) => listPending(services.database, turn, place));
      if (!taken) return 'superseded';
      const { sent, dead, example } = await countDeliveries(services.database, turn);
      if (dead > 0) {
        throw new UsageError(
          `${name} refused ${dead} of ${sent + dead} messages for good, such as one with ${example} (mend them or the receiver, then: crosslift publications resume ${live.publication_id})`,
        );
      }
      return { rows: sent, location: settings.url };
    } finally {
      await agent.close();
    }
  },
};

interface Sending {
  services: DeliveryServices;
  live: PublicationRow;
  receiver: Receiver;
  batchSize: number;
}

/** Send batch after batch. @returns false as soon as the publication is no longer live: what follows is somebody else's */
async function sendAll(
  { services: { database }, live, receiver, batchSize }: Sending,
  turn: MessageTurn,
  next: (place: { after: string; limit: number }) => Promise<PendingMessage[]>,
): Promise<boolean> {
  const head = {
    publication: live.publication_id,
    version: live.version,
    ...{ dataset: live.dataset, pipeline: live.pipeline, as_of: live.as_of, op: turn.op },
  };
  for (let after = ''; ; ) {
    if ((await findLive(database, live))?.publication_id !== live.publication_id) return false;
    const batch = await next({ after, limit: batchSize });
    if (batch.length === 0) return true;
    after = batch.at(-1)!.strategy_id;
    const ids = batch.map(({ strategy_id }) => strategy_id);
    await beginDeliveries(database, turn, ids);
    const rejected = await sendBatch(
      receiver,
      head,
      batch.map((row) => ({ key: keyOf(turn, row), ...toMessage(turn, row) })),
    );
    const isTaken = (row: PendingMessage) => !rejected.has(keyOf(turn, row));
    await endDeliveries(database, turn, {
      strategyIds: batch.filter(isTaken).map(({ strategy_id }) => strategy_id),
      error: null,
    });
    for (const row of batch.filter((message) => !isTaken(message))) {
      const error = rejected.get(keyOf(turn, row))!;
      await endDeliveries(database, turn, { strategyIds: [row.strategy_id], error });
    }
  }
}

function keyOf({ publication_id, sink, turn, op }: MessageTurn, { strategy_id }: PendingMessage): string {
  return messageKey({ publicationId: publication_id, sink, strategyId: strategy_id, turn, op });
}

/** A strategy to act on, or just enough to take one back. */
function toMessage({ op }: MessageTurn, row: PendingMessage): Record<string, unknown> {
  const { strategy_id, customer_id, action_id } = row;
  if (op === 'retract') return { strategy_id, customer_id, action_id };
  return Object.fromEntries(Object.entries(row).filter(([name]) => !KEPT_BACK.includes(name)));
}
