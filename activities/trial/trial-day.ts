import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';

/** What the trial's SQL depends on besides the tables. */
export const TrialDay = z.strictObject({
  asOf: CalendarDay,
  /** Days after the end of a trial within which a payment counts. */
  horizonDays: z.int().positive(),
});
export type TrialDay = z.infer<typeof TrialDay>;

/** Those as SQL parameters. */
export function trialSqlParams({ asOf, horizonDays }: TrialDay) {
  return { as_of: { date: asOf }, horizon_days: horizonDays };
}
