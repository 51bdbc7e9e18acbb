import { z } from 'zod';
import { Extracts } from '../../models/contracts/project-config.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';

/** What the affiliate SQL depends on besides the tables. */
export const AffiliateDay = z.strictObject({
  asOf: CalendarDay,
  extracts: Extracts,
});
export type AffiliateDay = z.infer<typeof AffiliateDay>;

/** Those as SQL parameters. */
export function affiliateSqlParams({ asOf, extracts }: AffiliateDay) {
  return { as_of: { date: asOf }, extracts_overlap: extracts === 'overlapping' };
}
