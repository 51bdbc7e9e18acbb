import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.product_features`: a catalogued product, or one bought though it is not. */
export const ProductFeatures = z.strictObject({
  product_code: feature(z.string(), { definition: 'code of the product', spec: 'pd_c' }),
  product_name: feature(z.string().nullable(), {
    unit: 'name',
    missing: 'null where the master lacks it',
    definition: 'name; missing where unknown',
    spec: 'pd_nm',
  }),
  category: feature(z.string(), {
    unit: 'category name',
    missing: 'unknown',
    definition: 'top category, or unknown',
    spec: 'clac_hlv_nm',
  }),
  subcategory: feature(z.string(), {
    unit: 'category name',
    missing: 'unknown',
    definition: 'middle category, or unknown',
    spec: 'clac_mcls_nm',
  }),
  is_listed: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'the product master has it',
  }),
  buyers: feature(z.int(), { definition: 'customers who bought it before the as-of', unit: 'customers' }),
  lines: feature(z.int(), { definition: 'product lines bought, returns left out', unit: 'lines' }),
  mean_unit_price: feature(z.number().nullable(), {
    missing: 'null without a line with units',
    definition: 'mean over lines of amount / units; lines without units say nothing',
    unit: 'money per unit',
    spec: 'buy_am_per_ct',
  }),
  repeat_buyers: feature(z.int(), {
    definition: 'buyers who bought it on two days or more',
    unit: 'customers',
  }),
  repurchases: feature(z.int(), {
    definition: 'purchase days of it after a buyer’s first',
    unit: 'days',
    spec: 'repurchase count',
  }),
  repurchase_gap_days: feature(z.number().nullable(), {
    missing: 'null, never 365, where nobody bought it again',
    definition: 'mean days between two purchase days of the same buyer',
    unit: 'days',
    spec: 'repurchase gap',
  }),
});
/** One product. */
export type ProductFeatures = z.infer<typeof ProductFeatures>;
