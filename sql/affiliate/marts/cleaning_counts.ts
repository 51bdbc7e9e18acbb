import { z } from 'zod';

/** One row of `marts.cleaning_counts`: how often one kind of cleaning was needed in one raw table. */
export const CleaningCounts = z.strictObject({
  kind: z.string(),
  source_table: z.string(),
  occurrences: z.int(),
});
/** One kind of cleaning. */
export type CleaningCounts = z.infer<typeof CleaningCounts>;
