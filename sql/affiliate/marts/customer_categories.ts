import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.customer_categories`: what a customer bought of one top category in the year before the as-of. */
export const CustomerCategories = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  category: feature(z.string(), {
    definition: 'top category; unknown for products the master lacks or leaves without one',
    spec: 'clac_hlv_nm',
  }),
  lines: feature(z.int(), {
    missing: 'never',
    definition: 'product lines bought, returns left out',
    unit: 'lines',
  }),
  units: feature(z.number(), { missing: 'never', definition: 'units on those lines', unit: 'units' }),
  amount: feature(z.number(), { missing: 'never', definition: 'paid for those lines', unit: 'money' }),
  rank: feature(z.int(), {
    unit: 'place',
    missing: 'never',
    definition:
      'place among the customer’s categories by lines; of equal ones the first in the order of the names',
    spec: 'Top5상품',
  }),
});
/** One customer and category. */
export type CustomerCategories = z.infer<typeof CustomerCategories>;
