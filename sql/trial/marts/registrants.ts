import { z } from 'zod';
import { ApplicationColumns, FirstVisitColumns, UseColumns } from '../shared-columns.ts';
import { WallClock } from '../wall-clock.ts';

/**
 * One row of `marts.registrants`: the trial as a whole, as far as known; a description, never features. Who
 * came only after the payment is in the population `visited`, without a first visit.
 * `sum_stay_time_second` is what the door log shows, `recorded_stay_second` what
 * the visit rows say of the days from the application to the end of the trial or the payment. `label` is null
 * while unripe and for those who had paid before they applied.
 */
export const Registrants = z.strictObject({
  user_id: z.string(),
  registered_at: WallClock,
  trial_ends_at: WallClock,
  label_until: WallClock,
  is_open: z.boolean(),
  is_ripe: z.boolean(),
  label: z.number().nullable(),
  is_paid: z.boolean(),
  paid_at: WallClock.nullable(),
  population: z.enum(['visited', 'never']),
  ...ApplicationColumns,
  first_visited_at: WallClock.nullable(),
  ...FirstVisitColumns,
  ...UseColumns,
  recorded_stay_second: z.int(),
});
/** One registrant as of the run. */
export type Registrants = z.infer<typeof Registrants>;
