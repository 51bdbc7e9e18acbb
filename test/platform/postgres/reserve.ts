import type { Database } from '../../../platform/postgres/database.ts';
import { type PublicationRow, reservePublication } from '../../../platform/postgres/publications.ts';

/** A publication of two rows, as it is asked for before anything is staged. */
export function draftPublication(publication_id: string, change: Partial<PublicationRow> = {}) {
  return {
    publication_id,
    dataset: 'shop',
    pipeline: 'affiliate-expansion',
    run_id: 'r1',
    as_of: '2021-12-15',
    digest: 'd1',
    row_count: 2,
    suppressed: {},
    strategies: null,
    ...change,
  };
}

/** The same, reserved. */
export function reserveDraft(
  database: Database,
  publication_id: string,
  change: Partial<PublicationRow> = {},
): Promise<PublicationRow> {
  return reservePublication(database, draftPublication(publication_id, change));
}
