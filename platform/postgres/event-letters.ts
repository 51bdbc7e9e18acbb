import { canonicalJson, digestText } from '../../models/artifact-key.ts';
import type { Queryable } from './database.ts';

/** Why an event reached nobody. */
export type LetterReason = 'malformed' | 'unregistered';

/** An event that is kept for later. */
export interface LetterDraft {
  customer: string | null;
  reason: LetterReason;
  problem: string;
  event: unknown;
}

/** The same as it stands in the database. */
export interface Letter extends LetterDraft {
  letter: string;
  /** How often it came. */
  times: number;
}

/** Keep events; one that came before is counted once more. */
export async function keepLetters(
  db: Queryable,
  dataset: string,
  drafts: readonly LetterDraft[],
): Promise<void> {
  for (const { customer, reason, problem, event } of drafts)
    await db.query(
      `insert into event_letters (dataset, letter, customer_id, reason, problem, event)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (dataset, letter) do update set times = event_letters.times + 1`,
      [dataset, digestText(canonicalJson(event)), customer, reason, problem, JSON.stringify(event)],
    );
}

/** Letters that have not been told, the oldest first; of some customers only where they are named. */
export async function listLetters(
  db: Queryable,
  dataset: string,
  { customers, limit }: { customers?: readonly string[]; limit: number },
): Promise<Letter[]> {
  const { rows } = await db.query<Letter>(
    `select letter, customer_id as customer, reason, problem, event, times from event_letters
     where dataset = $1 and told_at is null and ($2::text[] is null or customer_id = any($2))
     order by kept_at, letter limit $3`,
    [dataset, customers ?? null, limit],
  );
  return rows;
}

/** Note that letters have reached their journeys. */
export async function markTold(db: Queryable, dataset: string, letters: readonly string[]): Promise<void> {
  await db.query('update event_letters set told_at = now() where dataset = $1 and letter = any($2)', [
    dataset,
    letters,
  ]);
}
