/** Where a decision about a trial customer is taken, in the order in which customers usually pass them. */
export const DECISION_POINTS = ['registration', 'first_visit', 'stay_3h', 'stay_15h', 'last_day'] as const;
export type DecisionPoint = (typeof DECISION_POINTS)[number];
