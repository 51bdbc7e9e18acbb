import type { MessageOp } from '../../models/publishing/message-key.ts';
import type { Queryable } from './database.ts';
import type { PublicationScope } from './publications.ts';

/** Whose messages: one publication in one sink that sends. */
export interface DeliveryScope {
  publication_id: string;
  sink: string;
}

/** A message that is to be sent, with the strategy that it is about. */
export interface PendingMessage {
  strategy_id: string;
  customer_id: string;
  action_id: string;
  [column: string]: unknown;
}

/** Of messages that go together: which time, and to do or to undo. */
export interface MessageTurn extends DeliveryScope {
  turn: number;
  op: MessageOp;
}

/**
 * Which time a publication is being delivered: 1, and one more each time that it became live again after its messages
 * had been taken back.
 */
export async function findTurn(db: Queryable, { publication_id, sink }: DeliveryScope): Promise<number> {
  const { rows } = await db.query<{ turn: number }>(
    `select coalesce(max(turn) filter (where op = 'retract'), 0)::integer + 1 as turn
     from deliveries where publication_id = $1 and sink = $2`,
    [publication_id, sink],
  );
  return rows[0]!.turn;
}

/** The next messages of a publication that nobody has acknowledged or refused, by strategy id after a place. */
export async function listPending(
  db: Queryable,
  { publication_id, sink, turn }: Omit<MessageTurn, 'op'>,
  { after, limit }: { after: string; limit: number },
): Promise<PendingMessage[]> {
  const { rows } = await db.query<PendingMessage>(
    `select strategies.* from strategies
     left join deliveries on deliveries.publication_id = strategies.publication_id and sink = $2
       and deliveries.strategy_id = strategies.strategy_id and turn = $3 and op = 'upsert'
     where strategies.publication_id = $1 and channel <> 'journey' and strategies.strategy_id > $4
       and (deliveries.state is null or deliveries.state = 'sending')
     order by strategies.strategy_id limit $5`,
    [publication_id, sink, turn, after, limit],
  );
  return rows;
}

/** A publication whose messages a rollback has to take back, and of which turn. */
export interface Withdrawn extends DeliveryScope {
  turn: number;
}

/** Publications after a version of which a receiver has, or may have, messages that were not taken back. */
export async function listWithdrawn(
  db: Queryable,
  { dataset, pipeline, version }: PublicationScope & { version: number },
  sink: string,
): Promise<Withdrawn[]> {
  const { rows } = await db.query<Withdrawn>(
    `select publication_id, sink, max(turn)::integer as turn
     from deliveries join publications using (publication_id)
     where dataset = $1 and pipeline = $2 and version > $3 and sink = $4
     group by publication_id, sink, version
     having bool_or(op = 'upsert' and deliveries.state <> 'dead') order by version desc`,
    [dataset, pipeline, version, sink],
  );
  return rows;
}

/** The next messages of a withdrawn publication that were sent, or may have been, and not taken back. */
export async function listToRetract(
  db: Queryable,
  { publication_id, sink, turn }: Withdrawn,
  { after, limit }: { after: string; limit: number },
): Promise<PendingMessage[]> {
  const { rows } = await db.query<PendingMessage>(
    `select sent.strategy_id, customer_id, action_id
     from deliveries as sent
     join strategies on strategies.publication_id = sent.publication_id and strategies.strategy_id = sent.strategy_id
     left join deliveries as back on back.publication_id = sent.publication_id and back.sink = sent.sink
       and back.strategy_id = sent.strategy_id and back.turn = sent.turn and back.op = 'retract'
     where sent.publication_id = $1 and sent.sink = $2 and sent.turn = $3 and sent.op = 'upsert'
       and sent.state <> 'dead' and coalesce(back.state, 'sending') = 'sending' and sent.strategy_id > $4
     order by sent.strategy_id limit $5`,
    [publication_id, sink, turn, after, limit],
  );
  return rows;
}

/** Keep that messages are about to be sent: from now on the receiver may have them. */
export async function beginDeliveries(
  db: Queryable,
  { publication_id, sink, turn, op }: MessageTurn,
  strategyIds: readonly string[],
): Promise<void> {
  await db.query(
    `insert into deliveries (publication_id, sink, turn, op, strategy_id, state)
     select $1, $2, $3, $4, unnest($5::text[]), 'sending'
     on conflict (publication_id, sink, strategy_id, turn, op)
     do update set attempts = deliveries.attempts + 1, updated_at = now() where deliveries.state <> 'sent'`,
    [publication_id, sink, turn, op, strategyIds],
  );
}

/** Keep what became of messages: acknowledged, or refused for good and why. */
export async function endDeliveries(
  db: Queryable,
  { publication_id, sink, turn, op }: MessageTurn,
  { strategyIds, error }: { strategyIds: readonly string[]; error: string | null },
): Promise<void> {
  await db.query(
    `update deliveries set state = case when $6::text is null then 'sent' else 'dead' end, error = $6, updated_at = now()
     where publication_id = $1 and sink = $2 and turn = $3 and op = $4 and strategy_id = any($5)`,
    [publication_id, sink, turn, op, strategyIds, error],
  );
}

/** Messages by what became of them, and one reason of a refusal. */
export interface DeliveryCounts {
  sent: number;
  dead: number;
  example: string | null;
}

/** How many messages of a turn were acknowledged and refused. */
export async function countDeliveries(
  db: Queryable,
  { publication_id, sink, turn, op }: MessageTurn,
): Promise<DeliveryCounts> {
  const { rows } = await db.query<DeliveryCounts>(
    `select count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'dead') as dead,
       min(error) as example
     from deliveries where publication_id = $1 and sink = $2 and turn = $3 and op = $4`,
    [publication_id, sink, turn, op],
  );
  return rows[0]!;
}

/** Let refused messages of a publication be sent once more. @returns how many */
export async function reviveDeadLetters(db: Queryable, publicationId: string): Promise<number> {
  const { rowCount } = await db.query(
    `update deliveries set state = 'sending', error = null where publication_id = $1 and state = 'dead'`,
    [publicationId],
  );
  return rowCount ?? 0;
}
