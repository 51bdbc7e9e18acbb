import { z } from 'zod';
import { feature } from '../feature.ts';

const price = (share: string) =>
  feature(z.number().nullable(), {
    missing: 'null without a product that has a price',
    definition: `what one unit cost of the products bought: ${share}, each product once`,
    unit: 'money per unit',
  });

/** One row of `marts.customer_habits`: at which affiliate, where and at which prices a customer mostly buys. */
export const CustomerHabits = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  main_affiliate: feature(z.string().nullable(), {
    unit: 'affiliate code',
    missing: 'null without a purchase in the year',
    definition: 'affiliate of most annual_purchases; of equal ones the first by code',
  }),
  main_share: feature(z.number().nullable(), {
    unit: 'share 0–1',
    missing: 'null without a purchase in the year',
    definition: 'its share of them',
  }),
  usual_zone: feature(z.string(), {
    unit: 'zone code',
    missing: 'the home zone, or unknown',
    definition: 'zone of the usual district',
  }),
  usual_district: feature(z.string(), {
    unit: 'district code',
    missing: 'unknown without a visit to a listed branch',
    definition: 'district of most visits, at any affiliate; of equal ones the first by code',
  }),
  low_unit_price: price('tenth percentile'),
  median_unit_price: price('median'),
  high_unit_price: price('ninetieth percentile'),
});
/** One customer's habits. */
export type CustomerHabits = z.infer<typeof CustomerHabits>;
