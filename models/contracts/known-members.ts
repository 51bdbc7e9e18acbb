import { z } from 'zod';
import { CalendarDay } from './run-input.ts';

/** Members of a dataset's actions before a day; the rows are in PostgreSQL, and the digest stands for them, as in `Exposure`. */
export const KnownMembers = z.strictObject({
  dataset: z.string(),
  pipeline: z.string(),
  asOf: CalendarDay,
  digest: z.string(),
});
export type KnownMembers = z.infer<typeof KnownMembers>;
