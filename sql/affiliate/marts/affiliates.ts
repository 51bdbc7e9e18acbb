import { z } from 'zod';

/** One row of `marts.affiliates`; `affiliate_index` counts from 0 and orders every list by affiliate. */
export const Affiliates = z.strictObject({
  affiliate_code: z.string(),
  affiliate_index: z.int(),
  sector: z.string(),
  branches: z.int(),
  sells_products: z.boolean(),
  customers: z.int(),
  visits: z.int(),
  amount: z.number(),
});
/** One affiliate as of the run. */
export type Affiliates = z.infer<typeof Affiliates>;
