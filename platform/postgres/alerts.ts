import type { OnCallCard } from '../../models/night/write-card.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';

/** A row of `alerts`. */
export interface AlertRow {
  alert_id: number;
  pipeline: string;
  dataset: string;
  state: string;
  card: OnCallCard;
  text: string;
  told_at: Date;
  delivery: 'logged' | 'waiting' | 'sent';
  /** How often it was tried to be sent. */
  attempts: number;
  /** Why it was not taken the last time. */
  error: string | null;
}

/** What is to be told. */
export type NewAlert = Pick<AlertRow, 'card' | 'text' | 'delivery'>;

/**
 * Keep an alert before it is sent, where its state is news: two that look at once tell it once.
 * @param isNews given what people were last told of
 */
export async function recordAlert(
  database: Database,
  { card, text, delivery }: NewAlert,
  isNews: (told: string | undefined) => boolean,
): Promise<boolean> {
  const { pipeline, dataset, state } = card;
  return inTransaction(database, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('alerts'), hashtext($1))`, [
      `${pipeline}/${dataset}`,
    ]);
    const { rows } = await client.query<{ state: string }>(
      'select state from alerts where pipeline = $1 and dataset = $2 order by alert_id desc limit 1',
      [pipeline, dataset],
    );
    if (!isNews(rows[0]?.state)) return false;
    await client.query(
      `insert into alerts (pipeline, dataset, state, card, text, delivery) values ($1, $2, $3, $4, $5, $6)`,
      [pipeline, dataset, state, JSON.stringify(card), text, delivery],
    );
    return true;
  });
}

/**
 * Send every alert that waits, the oldest first, each by one sender at a time; the first that is not taken ends it, and is kept.
 * @param send why it was not taken; null where it was
 */
export async function deliverWaiting(
  database: Database,
  send: (alert: AlertRow) => Promise<string | null>,
): Promise<void> {
  for (let goesOn = true; goesOn; ) {
    goesOn = await inTransaction(database, async (client) => {
      const { rows } = await client.query<AlertRow>(
        `select * from alerts where delivery = 'waiting' order by alert_id limit 1 for update skip locked`,
      );
      const [alert] = rows;
      if (alert === undefined) return false;
      const error = await send(alert);
      await client.query(
        'update alerts set delivery = $2, error = $3, attempts = attempts + 1 where alert_id = $1',
        [alert.alert_id, error === null ? 'sent' : 'waiting', error],
      );
      return error === null;
    });
  }
}

/** Alerts that nobody has got yet, the oldest first. */
export async function listWaiting(db: Queryable): Promise<AlertRow[]> {
  const { rows } = await db.query<AlertRow>(
    `select * from alerts where delivery = 'waiting' order by alert_id`,
  );
  return rows;
}
