import { z } from 'zod';
import { feature } from '../../feature.ts';

/** One row of `marts.customer_affiliates`: what a customer did at one affiliate, however many there are. */
export const CustomerAffiliates = z.strictObject({
  customer_id: feature(z.string(), { means: 'customer', spec: 'cust' }),
  affiliate_code: feature(z.string(), { means: 'affiliate used before the as-of', spec: 'cop_c' }),
  is_retail: feature(z.boolean(), {
    means: 'the affiliate sells catalogued products; every other affiliate is a partner',
  }),
  first_used_on: feature(z.iso.date(), { means: 'day of the first visit' }),
  last_used_on: feature(z.iso.date(), { means: 'day of the last visit' }),
  visits: feature(z.int(), { means: 'visits ever: hours with a purchase, by channel', unit: 'visits' }),
  annual_purchases: feature(z.int(), {
    means: 'purchases of the year before the as-of',
    unit: 'purchases',
    spec: 'A01 … L01',
  }),
  annual_payments: feature(z.int(), { means: 'mobile payments of that year', unit: 'payments' }),
  annual_amount: feature(z.number(), { means: 'paid in that year, less returns', unit: 'money' }),
});
/** One customer at one affiliate. */
export type CustomerAffiliates = z.infer<typeof CustomerAffiliates>;
