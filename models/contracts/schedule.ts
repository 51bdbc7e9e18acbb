import { z } from 'zod';
import { NightInput } from './night.ts';
import { TimeZone } from './project-config.ts';

const CRON_FIELDS = 5;

/** When a schedule starts a night, and what of. */
export const ScheduleWish = z.strictObject({
  /** Minute, hour, day, month, weekday, in the time zone below. */
  cron: z
    .string()
    .refine(
      (text) => text.trim().split(/\s+/).length === CRON_FIELDS,
      'expected minute, hour, day, month and weekday, such as "0 2 * * *"',
    ),
  timeZone: TimeZone,
  /** Hours after which a night that could not start on time is left out. */
  catchUpHours: z.number().positive().max(24),
  /** Minutes by which the start moves at random, so that not everything starts on the hour. */
  jitterMinutes: z.number().min(0).max(120),
  input: NightInput,
});
export type ScheduleWish = z.infer<typeof ScheduleWish>;
