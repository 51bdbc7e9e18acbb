import { z } from 'zod';

/** One row of `marts.customers`; money in the source's currency, null where nothing was bought. */
export const Customers = z.strictObject({
  customer_id: z.string(),
  gender: z.string(),
  age_band: z.string(),
  home_zone: z.string(),
  latest_affiliate: z.string().nullable(),
  used_affiliates: z.array(z.string()),
  affiliates_used: z.int(),
  visits: z.int(),
  active_days: z.int(),
  spend: z.number(),
  purchase_lines: z.int(),
  partner_visits: z.int(),
  payments: z.int(),
  purchase_spend: z.number(),
  partner_spend: z.number(),
  payment_spend: z.number(),
  online_share: z.number().nullable(),
  mean_gap_days: z.number().nullable(),
  recency_days: z.number().nullable(),
  tenure_days: z.number().nullable(),
  first_active_on: z.iso.date().nullable(),
  last_active_on: z.iso.date().nullable(),
});
/** One customer as of the run. */
export type Customers = z.infer<typeof Customers>;
