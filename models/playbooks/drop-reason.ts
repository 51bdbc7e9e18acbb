/**
 * Why a customer in an action's audience gets no row of it tonight, in the order in which the reasons are
 * looked at. None of them knows the arm: a holdout customer is dropped for the same reasons.
 */
export const DROP_REASONS = [
  'already_paid',
  'opted_out',
  'no_consent',
  'model_held',
  'quiet_hours',
  'sent_before',
  'conflict',
  'weekly_cap',
  'no_value',
  'budget',
  'outranked',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** The same in words, for people. */
export const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  already_paid: 'has paid already',
  opted_out: 'does not want to be contacted',
  no_consent: 'has not consented to advertising',
  model_held: 'no released model scores the decision point',
  quiet_hours: 'the moment fell into quiet hours',
  sent_before: 'had it earlier in the trial',
  conflict: 'had another action of its group earlier in the trial',
  weekly_cap: 'has had as many messages this week as one customer may get',
  no_value: 'costs more than it can earn',
  budget: "the night's budget of the action went to others",
  outranked: 'another offer is worth more, or stands before it in the playbook',
};
