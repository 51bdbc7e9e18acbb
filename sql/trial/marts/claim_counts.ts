import { z } from 'zod';

/** One row of `marts.claim_counts`: registrants of one bin whose outcome is known, and those of them who paid. */
export const ClaimCounts = z.strictObject({
  dimension: z.string(),
  bin: z.string(),
  registrants: z.int(),
  payers: z.int(),
});
/** One bin of one dimension. */
export type ClaimCounts = z.infer<typeof ClaimCounts>;
