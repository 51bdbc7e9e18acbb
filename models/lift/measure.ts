import { z } from 'zod';

/** What may become of a customer, as the tables of later runs tell it. */
export const OUTCOMES = ['paid', 'used_new_affiliate', 'bought_product', 'came_back'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/** By what an action is measured, for one customer of it: the same for both arms, fixed before the arm is looked at. */
export const Measure = z.strictObject({
  outcome: z.enum(OUTCOMES),
  /** Products of which one must be bought; none for other outcomes. */
  targets: z.array(z.string()),
  /** Days from the first eligibility within which the outcome counts. */
  window_days: z.int().positive(),
  /** Days in which one experiment takes in customers; who comes later belongs to the next one. */
  enrol_days: z.int().positive(),
});
export type Measure = z.infer<typeof Measure>;

/** What an action of a playbook may say of it; the outcome follows from what the action is for. */
export const MeasureSettings = z.strictObject({
  windowDays: z.int().positive().max(365).optional(),
  enrolDays: z.int().positive().max(365).optional(),
});
export type MeasureSettings = z.infer<typeof MeasureSettings>;

/** A trial of three days and the horizon after it; two months, as the next affiliate is predicted; a month. */
const WINDOW_DAYS: Readonly<Record<OutcomeKind, number>> = {
  paid: 17,
  used_new_affiliate: 60,
  bought_product: 30,
  came_back: 30,
};

/** A quarter. */
const ENROL_DAYS = 91;

/** How an action is measured for one customer. */
export function measureBy(
  outcome: OutcomeKind,
  settings: MeasureSettings = {},
  targets: readonly string[] = [],
): Measure {
  return {
    outcome,
    targets: [...targets],
    window_days: settings.windowDays ?? WINDOW_DAYS[outcome],
    enrol_days: settings.enrolDays ?? ENROL_DAYS,
  };
}
