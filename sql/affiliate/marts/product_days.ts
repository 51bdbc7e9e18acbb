import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.product_days`: what a customer bought of one product at one branch on one day, returns left out. */
export const ProductDays = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  product_code: feature(z.string(), { definition: 'product', spec: 'pd_c' }),
  affiliate_code: feature(z.string(), { definition: 'affiliate that sold it', spec: 'cop_c' }),
  branch_code: feature(z.string(), {
    missing: 'the affiliate’s dummy branch 00000 online',
    definition: 'branch that sold it',
    spec: 'br_c',
  }),
  bought_on: feature(z.iso.date(), { definition: 'day of the source’s time zone' }),
  lines: feature(z.int(), { definition: 'lines of the day, those alike merged into one', unit: 'lines' }),
  unit_prices: feature(z.number(), {
    missing: '0 without a line with units',
    definition: 'sum over lines of amount / units; divided by priced_lines it is what one unit cost',
    unit: 'money',
  }),
  priced_lines: feature(z.int(), { definition: 'lines with units', unit: 'lines' }),
});
/** One customer, product, branch and day. */
export type ProductDays = z.infer<typeof ProductDays>;
