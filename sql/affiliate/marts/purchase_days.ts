import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.purchase_days`: what a customer bought and returned on one day; purchase models count these days. */
export const PurchaseDays = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  purchased_on: feature(z.iso.date(), { definition: 'day of the source’s time zone' }),
  visits: feature(z.int(), {
    missing: '0 on a day of returns only',
    definition: 'visits of the day: hours with a purchase, by affiliate and channel',
    unit: 'visits',
  }),
  amount: feature(z.number(), {
    missing: 'never',
    definition: 'paid on the day, less what was returned on it; below 0 where more came back than was bought',
    unit: 'money',
  }),
});
/** One customer and day. */
export type PurchaseDays = z.infer<typeof PurchaseDays>;
