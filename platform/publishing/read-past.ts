import type { PlanHistory } from '../../models/contracts/plan-history.ts';
import { collectPast, type PastOfCustomer, pastDays } from '../../models/playbooks/past-contacts.ts';
import type { Database } from '../postgres/database.ts';
import { listEarlierRows, type PublicationScope } from '../postgres/publications.ts';
import { type KnownExposure, readExposure } from '../postgres/read-exposure.ts';

/** What a plan must know of the nights before it, and of what others have planned for the same people. */
export interface PlanPast extends Pick<KnownExposure, 'salt' | 'arms'> {
  past: Map<string, PastOfCustomer>;
  /** Day of the tables, and of the publication before them; null before the first. */
  night: { asOf: string; since: string | null };
}

/**
 * Read the rows that a plan's history stands for.
 * @param isContact whether rows of an action count for the week
 * @throws ConflictError when the arms have another salt than the run began with
 */
export async function readPast(
  database: Database,
  { asOf, ...scope }: PublicationScope & { asOf: string },
  { earlier, exposure, known }: PlanHistory,
  isContact: (action: string) => boolean = () => true,
): Promise<PlanPast> {
  const { elsewhere, ...exposed } = await readExposure(database, { ...scope, asOf }, exposure);
  const rows = await listEarlierRows(database, scope, {
    ...{ digests: earlier.map(({ digest }) => digest), ...pastDays(asOf), before: asOf },
  });
  return {
    ...exposed,
    past: collectPast(rows, { isContact, elsewhere }),
    night: known ?? { asOf, since: earlier[0]?.asOf ?? null },
  };
}
