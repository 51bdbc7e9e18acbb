/** Marts that an audience may read. */
export const AUDIENCE_MARTS = ['contacts', 'landmarks', 'registrants', 'sites'] as const;

/** The audience of an action as one condition; a SELECT of user_id becomes one. */
export function audienceCondition(audience: string): string {
  // DuckDB knows the type of a parameter only where it is said.
  const typed = audience.replaceAll(/\$as_of\b/g, '$as_of::date');
  return /^\s*(select|with|from)\b/i.test(typed) ? `landmarks.user_id in (\n${typed}\n)` : `(\n${typed}\n)`;
}

/** Where a condition finds its columns: `candidates` (place, user_id, point) with what is known at their points. */
export const AUDIENCE_FROM = `from candidates
join marts.landmarks as landmarks
  on landmarks.user_id = candidates.user_id and landmarks.decision_point = candidates.point
join marts.registrants as registrants on registrants.user_id = candidates.user_id`;
