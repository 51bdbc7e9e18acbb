import type { KnownMembers } from '../../models/contracts/known-members.ts';
import { readArrowFile } from '../../platform/matrices/arrow-file.ts';
import { columnOf } from '../../platform/matrices/matrix-columns.ts';
import type { Database } from '../../platform/postgres/database.ts';

/** Lets a publication have made a customer a treated member since a day. @returns what a step is told of it */
export async function treatCustomer(
  database: Database,
  scope: Pick<KnownMembers, 'dataset' | 'pipeline'>,
  { customer, since, asOf }: { customer: string; since: string; asOf: string },
): Promise<KnownMembers> {
  await database.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, publication_id)
     values ($1, $2, 'keep', $3, 'treatment', $4, 'p')`,
    [scope.dataset, scope.pipeline, customer, since],
  );
  return { ...scope, asOf, digest: `${customer} since ${since}` };
}

/** The flags of a file of training rows. */
export async function readTreated(path: string): Promise<number[]> {
  return Array.from(columnOf(await readArrowFile(path), 'treated').toArray() as Uint8Array);
}
