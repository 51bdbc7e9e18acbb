/**
 * Why a customer in an action's audience gets no row of it tonight, in the order in which the reasons are
 * looked at. None of them knows the arm: a holdout customer is dropped for the same reasons.
 */
export const DROP_REASONS = [
  'already_paid',
  'opted_out',
  'no_consent',
  'descriptive_only',
  'low_confidence',
  'model_held',
  'quiet_hours',
  'too_soon',
  'sent_before',
  'conflict',
  'weekly_cap',
  'no_value',
  'same_product',
  'channel_taken',
  'nightly_cap',
  'budget',
  'outranked',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** The same in words, for people. */
export const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  already_paid: 'has paid already',
  opted_out: 'does not want to be contacted',
  no_consent: 'has not consented to advertising',
  descriptive_only: 'the audience tells personas apart, which are not stable enough for rules',
  low_confidence: 'the likeliest affiliate is not likely enough',
  model_held: 'no released model scores the decision point',
  quiet_hours: 'the moment fell into quiet hours',
  too_soon: 'has not had the action that goes before it, or not long enough ago',
  sent_before: 'has had it as often as one customer may get it in a month',
  conflict: 'had another action of its group earlier in the trial',
  weekly_cap: 'has had as many messages this week as one customer may get',
  no_value: 'costs more than it can earn',
  same_product: 'another offer of the night is for the same product',
  channel_taken: 'another offer, which stands before it in the playbook, has the channel tonight',
  nightly_cap: 'has as many offers tonight as one customer may get',
  budget: "the night's budget of the action went to others",
  outranked: 'another offer is worth more, or stands before it in the playbook',
};
