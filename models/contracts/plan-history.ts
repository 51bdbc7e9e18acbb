import { z } from 'zod';
import { Exposure } from './exposure.ts';
import { CalendarDay } from './run-input.ts';

/** What a plan of either pipeline depends on besides tonight's tables; the rows behind it are in PostgreSQL. */
export const PlanHistory = z.strictObject({
  /** Publications before, newest first. Their rows never change: the digests stand for them. */
  earlier: z.array(z.strictObject({ asOf: CalendarDay, digest: z.string() })),
  exposure: Exposure,
  /** Day of the tables and of the publication before them, where it is not tonight's rules that were theirs. */
  known: z.strictObject({ asOf: CalendarDay, since: CalendarDay.nullable() }).optional(),
});
export type PlanHistory = z.infer<typeof PlanHistory>;
