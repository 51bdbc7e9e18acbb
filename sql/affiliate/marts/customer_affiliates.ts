import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.customer_affiliates`: what a customer did at one affiliate, however many there are. */
export const CustomerAffiliates = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  affiliate_code: feature(z.string(), { definition: 'affiliate used before the as-of', spec: 'cop_c' }),
  is_retail: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'the affiliate sells catalogued products; every other affiliate is a partner',
  }),
  first_used_on: feature(z.iso.date(), {
    unit: 'day',
    missing: 'never',
    definition: 'day of the first visit',
  }),
  last_used_on: feature(z.iso.date(), { unit: 'day', missing: 'never', definition: 'day of the last visit' }),
  visits: feature(z.int(), {
    missing: 'never',
    definition: 'visits ever: hours with a purchase, by channel',
    unit: 'visits',
  }),
  annual_purchases: feature(z.int(), {
    definition: 'purchases of the year before the as-of',
    unit: 'purchases',
    spec: 'A01 … L01',
  }),
  annual_payments: feature(z.int(), { definition: 'mobile payments of that year', unit: 'payments' }),
  annual_amount: feature(z.number(), { definition: 'paid in that year, less returns', unit: 'money' }),
});
/** One customer at one affiliate. */
export type CustomerAffiliates = z.infer<typeof CustomerAffiliates>;
