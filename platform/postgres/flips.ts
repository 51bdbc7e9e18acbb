import { type Database, inTransaction, type Queryable } from './database.ts';
import { recordExposures } from './exposures.ts';
import { findLive, lockPublications, type PublicationRow, type PublicationScope } from './publications.ts';

/** A row of `flips`: one move of the live pointer. */
export interface FlipRow extends PublicationScope {
  flip_id: number;
  publication_id: string;
  replaced_id: string | null;
  action: 'publish' | 'rollback';
  actor: string;
  reason: string;
  flipped_at: Date;
}

/** Who moves the pointer, from where and why. */
export type FlipOrder = Pick<FlipRow, 'action' | 'actor' | 'reason'> & {
  /** Id of what was live when the move was prepared; null: nothing was. */
  against: string | null;
};

/** What became of it: it moved, something else went live since, or what is live is of a later day. */
export type FlipState = 'live' | 'overtaken' | 'older';

/** Make a publication the live one and record whom it is for, in one transaction; repeating it changes nothing. */
export async function flipPublication(
  database: Database,
  publication: PublicationRow,
  { against, action, actor, reason }: FlipOrder,
): Promise<FlipState> {
  return inTransaction(database, async (client) => {
    await lockPublications(client, publication);
    const { publication_id, dataset, pipeline, as_of } = publication;
    const live = await findLive(client, publication);
    if (live?.publication_id === publication_id) return 'live';
    // A person may go back; a run may not.
    if (action === 'publish' && live !== undefined && live.as_of > as_of) return 'older';
    if ((live?.publication_id ?? null) !== against) return 'overtaken';
    await client.query(`update publications set state = 'replaced' where publication_id = $1`, [against]);
    await client.query(`update publications set state = 'live', live_at = now() where publication_id = $1`, [
      publication_id,
    ]);
    await recordExposures(client, publication);
    await client.query(
      `insert into flips (dataset, pipeline, publication_id, replaced_id, action, actor, reason)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [dataset, pipeline, publication_id, against, action, actor, reason],
    );
    return 'live';
  });
}

/** Moves of a scope's pointer, the newest first. */
export async function listFlips(db: Queryable, { dataset, pipeline }: PublicationScope): Promise<FlipRow[]> {
  const { rows } = await db.query<FlipRow>(
    'select * from flips where dataset = $1 and pipeline = $2 order by flip_id desc',
    [dataset, pipeline],
  );
  return rows;
}
