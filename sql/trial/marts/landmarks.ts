import { z } from 'zod';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { WallClock } from '../wall-clock.ts';

/**
 * One row of `marts.landmarks`: a registrant at a decision point, with what is known at `decided_at`.
 * Weekdays count from Monday, 1. The visit's calendar is that of the first visit; it, `area_pyeong` and the hours
 * since are null before there is one. `label` (paid within the horizon, 0 or 1) is null unless ripe and at risk.
 */
export const Landmarks = z.strictObject({
  user_id: z.string(),
  decision_point: z.enum(DECISION_POINTS),
  decided_at: WallClock,
  is_at_risk: z.boolean(),
  is_ripe: z.boolean(),
  label: z.number().nullable(),
  register_month: z.int(),
  register_weekday: z.int(),
  register_quarter: z.int(),
  register_season: z.string(),
  register_is_weekend: z.boolean(),
  register_hour: z.int(),
  application_count: z.int(),
  moment_hour: z.int(),
  moment_weekday: z.int(),
  moment_is_weekend: z.boolean(),
  hours_since_registration: z.number(),
  has_visited: z.boolean(),
  visit_month: z.number().nullable(),
  visit_weekday: z.number().nullable(),
  visit_quarter: z.number().nullable(),
  visit_season: z.string(),
  visit_is_weekend: z.boolean(),
  visit_hour: z.number().nullable(),
  first_site_id: z.string(),
  area_pyeong: z.number().nullable(),
  site_count: z.int(),
  visit_date_count: z.int(),
  access_count: z.int(),
  access_in_count: z.int(),
  access_out_count: z.int(),
  session_count: z.int(),
  sum_stay_time_second: z.int(),
  stay_today_second: z.int(),
  is_inside: z.boolean(),
  current_session_second: z.int(),
  hours_since_first_visit: z.number().nullable(),
  hours_since_last_event: z.number().nullable(),
});
/** One registrant at one decision point. */
export type Landmarks = z.infer<typeof Landmarks>;
