import type { Queryable } from './database.ts';

/** A journey's message as a receiver gets it. */
export interface OutgoingMessage {
  message_id: string;
  customer_id: string;
  action_id: string;
  channel: string;
  offer: string | null;
  message: string | null;
  message_ko: string | null;
  message_en: string | null;
  due_at: Date;
  decided_at: Date;
  reason: string | null;
}

/**
 * Note that these messages are on their way to a sink.
 * @returns those of them that are to be sent: neither acknowledged nor refused, and of a customer who has not said stop since
 */
export async function beginJourneyDeliveries(
  db: Queryable,
  sink: string,
  messages: readonly string[],
): Promise<OutgoingMessage[]> {
  await db.query(
    `insert into journey_deliveries as deliveries (message_id, sink)
     select message_id, $2 from sent_journey_messages where message_id = any($1)
     on conflict (message_id, sink) do update set attempts = deliveries.attempts + 1, updated_at = now()
     where deliveries.state = 'sending'`,
    [messages, sink],
  );
  await db.query(
    `update journey_deliveries as deliveries set state = 'dead', error = 'paid or opted out before it could be sent'
     from journey_messages as messages join journeys using (dataset, journey)
     where deliveries.message_id = messages.message_id and sink = $2 and messages.message_id = any($1)
       and deliveries.state = 'sending' and (paid_at is not null or opted_out_at is not null)`,
    [messages, sink],
  );
  const { rows } = await db.query<OutgoingMessage>(
    `select message_id, customer_id, action_id, channel, offer, message, message_ko, message_en, due_at, decided_at, reason
     from sent_journey_messages join journey_deliveries using (message_id)
     where sink = $2 and message_id = any($1) and state = 'sending'
     order by message_id`,
    [messages, sink],
  );
  return rows;
}

/** Note what a receiver has taken, and what it refused for good, with its words. */
export async function endJourneyDeliveries(
  db: Queryable,
  sink: string,
  messages: readonly string[],
  refused: ReadonlyMap<string, string>,
): Promise<void> {
  await db.query(
    `update journey_deliveries set state = case when refused.error is null then 'sent' else 'dead' end,
       error = refused.error, updated_at = now()
     from unnest($1::text[]) as told (message_id) left join jsonb_each_text($3) as refused (message_id, error) using (message_id)
     where journey_deliveries.message_id = told.message_id and sink = $2 and state = 'sending'`,
    [messages, sink, JSON.stringify(Object.fromEntries(refused))],
  );
}
