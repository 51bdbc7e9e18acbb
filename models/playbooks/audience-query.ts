/** Over what the audiences of a playbook are conditions. */
export interface Audience {
  /** Marts that a condition may read. */
  marts: readonly string[];
  /** Where it finds its columns. */
  from: string;
  /** The column there that says who is in it. */
  id: string;
}

/** Trial customers with what is known at their points, who are in `candidates` (place, user_id, point). */
export const TRIAL_AUDIENCE = {
  marts: ['contacts', 'landmarks', 'registrants', 'sites'],
  from: `from candidates
join marts.landmarks as landmarks
  on landmarks.user_id = candidates.user_id and landmarks.decision_point = candidates.point
join marts.registrants as registrants on registrants.user_id = candidates.user_id`,
  id: 'landmarks.user_id',
} as const satisfies Audience;

/** Registered customers of a loyalty programme with their segment, habits and value. */
export const AFFILIATE_AUDIENCE = {
  marts: ['contacts', 'customers', 'customer_affiliates', 'customer_habits', 'segments', 'lifetime_value'],
  from: `from marts.customers as customers
join marts.segments as segments on segments.customer_id = customers.customer_id
join marts.customer_habits as habits on habits.customer_id = customers.customer_id
join marts.lifetime_value as lifetime_value on lifetime_value.customer_id = customers.customer_id`,
  id: 'customers.customer_id',
} as const satisfies Audience;

/** The audience of an action as one condition; a SELECT of ids becomes one. */
export function audienceCondition(condition: string, { id }: Pick<Audience, 'id'>): string {
  // DuckDB knows the type of a parameter only where it is said.
  const typed = condition.replaceAll(/\$as_of\b/g, '$as_of::date');
  return /^\s*(select|with|from)\b/i.test(typed) ? `${id} in (\n${typed}\n)` : `(\n${typed}\n)`;
}
