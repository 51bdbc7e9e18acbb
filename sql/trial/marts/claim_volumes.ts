import { z } from 'zod';

/**
 * One row of `marts.claim_volumes`: what happened on the days of one weekday (Monday, 1) of one month. Payers stand
 * on the day of their application, payers who came on the day of their first visit.
 */
export const ClaimVolumes = z.strictObject({
  year: z.int(),
  month: z.int(),
  weekday: z.int(),
  days: z.int(),
  registrants: z.int(),
  payers: z.int(),
  first_visitors: z.int(),
  first_visitor_payers: z.int(),
  door_events: z.int(),
});
/** One weekday of one month. */
export type ClaimVolumes = z.infer<typeof ClaimVolumes>;
