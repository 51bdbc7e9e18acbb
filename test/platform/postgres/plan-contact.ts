import type { Database } from '../../../platform/postgres/database.ts';
import type { PublicationScope } from '../../../platform/postgres/publications.ts';

/** One message that a night planned for one customer. */
export interface PlannedContact {
  customer: string;
  action: string;
  day: string;
  channel?: string;
  isContact?: boolean;
  /** Tells two publications of one day apart. */
  night?: string;
}

/** Let a night that was live have planned a message. @returns the id of its publication, one for all messages of the night */
export async function planContact(
  database: Database,
  { dataset, pipeline }: PublicationScope,
  { customer, action, day, channel = 'app', isContact = true, night = 'night' }: PlannedContact,
): Promise<string> {
  const id = `${night} ${pipeline} ${dataset} ${day}`;
  await database.query(
    `insert into publications (publication_id, dataset, pipeline, run_id, as_of, digest, row_count, state)
     values ($1, $2, $3, 'r', $4, $1, 1, 'replaced') on conflict do nothing`,
    [id, dataset, pipeline, day],
  );
  await database.query(
    `insert into arms (publication_id, strategy_id, customer_id, action_id, arm, channel, is_contact)
     values ($1, $2, $3, $4, 'holdout', $5, $6)`,
    [id, `${action} ${customer}`, customer, action, channel, isContact],
  );
  return id;
}
