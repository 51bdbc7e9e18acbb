import type { Exposure } from '../../models/contracts/exposure.ts';
import { addDays } from '../../models/days.ts';
import type { Arm } from '../../models/playbooks/arms.ts';
import type { ContactsElsewhere } from '../../models/playbooks/past-contacts.ts';
import { ConflictError } from '../errors.ts';
import { ensureSalt, nameSalt } from './arm-salts.ts';
import type { Database } from './database.ts';
import { listContactsElsewhere, listMemberships } from './exposures.ts';
import type { PublicationScope } from './publications.ts';

/** What an `Exposure` stands for. */
export interface KnownExposure {
  salt: string;
  /** Arm of the first eligibility by action and customer. */
  arms: Map<string, Map<string, Arm>>;
  elsewhere: ContactsElsewhere[];
}

/**
 * Read what a plan must know of earlier contacts.
 * @throws ConflictError when the salt is another one than the run began with: a database was put in the place of another
 */
export async function readExposure(
  database: Database,
  scope: PublicationScope & { asOf: string },
  { people, salt: name, elsewhere: publications, journeys }: Exposure,
): Promise<KnownExposure> {
  const salt = await ensureSalt(database, people);
  if (nameSalt(salt) !== name)
    throw new ConflictError(
      `the arms of ${people} have salt ${nameSalt(salt)} (expected ${name}, as when the run began)`,
    );
  const arms = new Map<string, Map<string, Arm>>();
  for (const { action_id, customer_id, arm } of await listMemberships(database, scope, scope.asOf)) {
    const known = arms.get(action_id) ?? new Map<string, Arm>();
    arms.set(action_id, known.set(customer_id, arm));
  }
  const { asOf } = scope;
  return {
    salt,
    arms,
    elsewhere: await listContactsElsewhere(database, scope, {
      ...{ publications, datasets: journeys.datasets, asOf, weekAfter: addDays(asOf, -7) },
    }),
  };
}
