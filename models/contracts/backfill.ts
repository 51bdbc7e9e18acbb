import { z } from 'zod';
import { listDays } from '../replay/list-days.ts';
import { BUSINESS_CASES } from './pipeline.ts';
import type { RunOutcome } from './run.ts';
import { CalendarDay, RunInput } from './run-input.ts';
import { strictInput } from './strict-input.ts';

/** Most days of one backfill: a year, and a day for a leap year. */
const MOST_DAYS = 366;

/** Runs of one dataset as of each day of a range; nothing is published unless that is said. */
export const BackfillInput = strictInput({
  pipeline: z.enum(BUSINESS_CASES),
  /** First and last day as of which the pipeline runs. */
  from: CalendarDay,
  to: CalendarDay,
  /** Days under way at once. */
  parallel: z.int().min(1).max(8).default(1),
  /** Let each day go live; the days then run one after the other, since what is live only gets newer. */
  publish: z.boolean().default(false),
  /** Of every day. */
  input: RunInput.omit({ asOf: true, dryRun: true, replay: true }).default({}),
})
  .refine(({ from, to }) => from <= to, { error: 'expected from to be no later than to', path: ['to'] })
  .refine(({ from, to }) => listDays(from, to).length <= MOST_DAYS, {
    error: `expected at most ${MOST_DAYS} days from from to to`,
    path: ['to'],
  })
  .refine(({ publish, parallel }) => !publish || parallel === 1, {
    error: 'expected parallel to be 1 where days are published: what is live only gets newer',
    path: ['parallel'],
  });
export type BackfillInput = z.infer<typeof BackfillInput>;

/** How one day ended. */
export interface BackfilledDay {
  day: string;
  workflowId: string;
  /** `DONE_BEFORE`: an earlier backfill has the day, or it is under way. */
  outcome: RunOutcome | 'FAILED' | 'DONE_BEFORE';
  error: string | null;
}
