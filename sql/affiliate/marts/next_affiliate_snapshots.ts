import { z } from 'zod';

/**
 * One row of `marts.next_affiliate_snapshots`: what was known of a customer at the start of `cut_date`.
 * Days are whole days; shares are of visits, 0–1; `any_new` (0 or 1) and `next_affiliates` (any of them is
 * right) are null until the 60 days from the cut on have passed.
 */
export const NextAffiliateSnapshots = z.strictObject({
  customer_id: z.string(),
  cut_date: z.iso.date(),
  is_serving: z.boolean(),
  outcome_ripe: z.boolean(),
  gender: z.string(),
  age_band: z.string(),
  home_zone: z.string(),
  latest_affiliate: z.string().nullable(),
  used_affiliates: z.array(z.string()),
  affiliates_used: z.int(),
  visits: z.int(),
  visits_90d: z.int(),
  active_days: z.int(),
  spend: z.number(),
  spend_90d: z.number(),
  online_share: z.number().nullable(),
  payment_share: z.number().nullable(),
  mean_gap_days: z.number().nullable(),
  recency_days: z.number().nullable(),
  tenure_days: z.number().nullable(),
  days_since_new_affiliate: z.number().nullable(),
  visits_by_affiliate: z.array(z.int()),
  visits_90d_by_affiliate: z.array(z.int()),
  any_new: z.number().nullable(),
  next_affiliates: z.array(z.string()).nullable(),
});
/** One customer at one cut. */
export type NextAffiliateSnapshots = z.infer<typeof NextAffiliateSnapshots>;
