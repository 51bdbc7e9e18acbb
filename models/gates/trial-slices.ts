/**
 * Features whose values part a trial's customers into groups that are judged apart: where they went, when they applied,
 * and whether it was their first application. What they did inside is left out: a model should tell by it.
 */
export const TRIAL_SLICES = [
  'first_site_id',
  'register_season',
  'register_is_weekend',
  'application_count',
] as const;
