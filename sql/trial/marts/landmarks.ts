import { z } from 'zod';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { columns } from '../../columns.ts';
import { ApplicationColumns, FirstVisitColumns, UseColumns } from '../shared-columns.ts';
import { WallClock } from '../wall-clock.ts';

const AT_MOMENT = { known: 'each moment', missing: 'never' };

/**
 * One row of `marts.landmarks`: a registrant at a decision point, with what is known at `decided_at`. What each
 * column means is registered with it, and written to docs/trial-features.md.
 */
export const Landmarks = z.strictObject({
  user_id: z.string().register(columns, { definition: 'The customer' }),
  decision_point: z.enum(DECISION_POINTS).register(columns, { definition: 'Where the decision is taken' }),
  decided_at: WallClock.clone().register(columns, {
    definition: 'The moment: every feature is of what was known before it',
  }),
  is_at_risk: z
    .boolean()
    .register(columns, { definition: 'Outcome: the customer had not paid before the moment' }),
  is_ripe: z
    .boolean()
    .register(columns, { definition: 'Outcome: the days within which a payment counts are over' }),
  label: z.number().nullable().register(columns, {
    definition: 'Outcome: 1 paid within those days, 0 not; null unless ripe and at risk',
  }),
  ...ApplicationColumns,
  moment_hour: z.int().register(columns, { definition: 'Hour of the moment', unit: '0 to 23', ...AT_MOMENT }),
  moment_weekday: z
    .int()
    .register(columns, { definition: 'Weekday of the moment', unit: '1 Monday to 7 Sunday', ...AT_MOMENT }),
  moment_is_weekend: z.boolean().register(columns, {
    definition: 'The moment is on a Saturday or Sunday',
    unit: 'yes or no',
    ...AT_MOMENT,
  }),
  hours_since_registration: z
    .number()
    .register(columns, { definition: 'Time since the application', unit: 'hours', ...AT_MOMENT }),
  has_visited: z
    .boolean()
    .register(columns, { definition: 'The customer has come', unit: 'yes or no', ...AT_MOMENT }),
  ...FirstVisitColumns,
  ...UseColumns,
  stay_today_second: z.int().register(columns, {
    definition: 'Time inside since midnight',
    unit: 'seconds',
    known: 'each moment',
    missing: '0 before the first visit',
  }),
  is_inside: z.boolean().register(columns, {
    definition: 'The customer is inside at the moment',
    unit: 'yes or no',
    known: 'each moment',
    missing: 'no before the first visit',
  }),
  current_session_second: z.int().register(columns, {
    definition: 'Time since the session began that is still running',
    unit: 'seconds',
    known: 'each moment',
    missing: '0 while the customer is not inside',
  }),
  hours_since_first_visit: z.number().nullable().register(columns, {
    definition: 'Time since the first visit began',
    unit: 'hours',
    known: 'first visit',
    missing: 'null before it',
  }),
  hours_since_last_event: z.number().nullable().register(columns, {
    definition: 'Time since the last entry or leaving',
    unit: 'hours',
    known: 'first visit',
    missing: 'null before it',
  }),
});
/** One registrant at one decision point. */
export type Landmarks = z.infer<typeof Landmarks>;
