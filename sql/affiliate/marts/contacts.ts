import { z } from 'zod';

/**
 * One row of `marts.contacts`: consent to advertising (`unknown`: nothing is on record), and whether the
 * customer has asked not to be contacted at all.
 */
export const Contacts = z.strictObject({
  customer_id: z.string(),
  consent: z.enum(['given', 'refused', 'unknown']),
  is_opted_out: z.boolean(),
});
/** What may be sent to one customer as of the run. */
export type Contacts = z.infer<typeof Contacts>;
