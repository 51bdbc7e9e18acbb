import type { Database } from '../../../platform/postgres/database.ts';
import { flipPublication } from '../../../platform/postgres/flips.ts';
import { findLive, type PublicationRow } from '../../../platform/postgres/publications.ts';

/** Make a publication live against whatever is live now. */
export async function flipTo(database: Database, publication: PublicationRow): Promise<void> {
  const live = await findLive(database, publication);
  const state = await flipPublication(database, publication, {
    against: live?.publication_id ?? null,
    action: 'publish',
    actor: 'test',
    reason: 'to be read',
  });
  if (state !== 'live') throw new Error(`${publication.publication_id} is not live but ${state}`);
}
