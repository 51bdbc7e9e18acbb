import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.repurchase_dates`: when a customer is due to buy a product again. */
export const RepurchaseDates = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  product_code: feature(z.string(), {
    definition: 'product that was bought again by somebody',
    spec: 'pd_c',
  }),
  affiliate_code: feature(z.string(), {
    unit: 'affiliate code',
    missing: 'never',
    definition: 'where the customer bought it last; of several on that day the last by code',
  }),
  purchase_days: feature(z.int(), {
    missing: 'never',
    definition: 'days on which the customer bought it',
    unit: 'days',
  }),
  last_bought_on: feature(z.iso.date(), { unit: 'day', missing: 'never', definition: 'the last of them' }),
  mean_unit_price: feature(z.number().nullable(), {
    missing: 'null without a line with units',
    definition: 'what one unit cost the customer',
    unit: 'money per unit',
  }),
  own_gap_days: feature(z.number().nullable(), {
    missing: 'null after one such day',
    definition: 'mean days between two of those days',
    unit: 'days',
  }),
  product_gap_days: feature(z.number(), {
    missing: 'never',
    definition: 'repurchase_gap_days of the product',
    unit: 'days',
    spec: 'repurchase gap',
  }),
  product_repurchases: feature(z.int(), {
    missing: 'never',
    definition: 'repurchases of the product',
    unit: 'days',
    spec: 'repurchase count',
  }),
  repeat_share: feature(z.number(), {
    missing: 'never',
    definition: 'share of the product’s buyers who bought it on two days or more',
    unit: 'share 0–1',
  }),
  gap_days: feature(z.number(), {
    missing: 'never',
    definition: 'mean of the customer’s own gaps, among which the product’s counts as two',
    unit: 'days',
  }),
  due_on: feature(z.iso.date(), {
    unit: 'day',
    missing: 'never',
    definition: 'last_bought_on + gap_days, rounded',
  }),
});
/** One customer and product. */
export type RepurchaseDates = z.infer<typeof RepurchaseDates>;
